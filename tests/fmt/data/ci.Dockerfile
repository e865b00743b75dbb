# syntax=docker/dockerfile:1
# What real Dockerfiles of Go projects have.
ARG GO_VERSION=1.22
ARG ALPINE="3.20"
FROM --platform=$BUILDPLATFORM golang:${GO_VERSION}-alpine${ALPINE} AS build
ARG TARGETOS TARGETARCH
ENV CGO_ENABLED=0 GOFLAGS="-mod=vendor -trimpath"
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \
    # the modules first
    go mod download && \
    go mod verify
COPY ["cmd", "pkg", "./"]
COPY --link vendor/ vendor/
RUN --mount=type=cache,id=b,target=/root/.cache/go-build <<EOT sh -e
  GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app ./cmd/app
EOT

FROM gcr.io/distroless/static:nonroot
ENV HOME /home/app
COPY --from=build --chown=65532:65532 /out/app /usr/local/bin/
COPY --from=golang:1.22 /usr/local/go/lib/time/zoneinfo.zip /
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/app"]
