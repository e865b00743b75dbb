# unit tests of report
