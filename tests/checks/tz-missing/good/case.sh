# As the machine that runs the tests has it.
loads_zone
ORACLE=newest
oracle() { prints "zone Europe/Berlin <nil>" "$GO" run .; }
