# Two servers and nothing set, as most networks hand out.
file "$T/resolv.conf" "search example.com" "nameserver 192.0.2.1" "nameserver 192.0.2.1"
inside_mounts "mount --bind $T/resolv.conf /etc/resolv.conf"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
count_questions
oracle() { asks 4; }
