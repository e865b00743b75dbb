# Each server is asked eleven times, and waited for three seconds.
file "$T/resolv.conf" "# by hand" "nameserver 192.0.2.1" "options timeout:3 attempts:11"
inside_mounts "mount --bind $T/resolv.conf /etc/resolv.conf"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
count_questions
oracle() { asks 11; }
