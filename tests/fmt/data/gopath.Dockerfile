FROM golang:1.9 AS build
WORKDIR /go/src/github.com/me/app
RUN go get -u github.com/golang/dep/cmd/dep
RUN apk add git \
 # a word
 && go get github.com/tools/godep \
 && dep ensure -vendor-only
COPY Gopkg.toml Gopkg.lock ./
ENV GO111MODULE=off GOPATH=/app
RUN <<END
go get github.com/tools/godep
godep restore
END
