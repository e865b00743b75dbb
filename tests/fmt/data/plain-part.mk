PART = from the part
part: build
	echo $(PART)
