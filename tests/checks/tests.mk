# unit tests of checks
