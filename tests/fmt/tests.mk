# unit tests of fmt
