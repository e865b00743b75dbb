# unit tests of facts
