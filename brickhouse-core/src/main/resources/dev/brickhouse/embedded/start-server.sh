# Runs its arguments, which start the server of $PGDATA, says how they ended, and waits for a line. If its input ends
# without one, the process that starts the server has died before anything in the server watched over it, however it
# died; then the server ends too. Signals are for that process, even if they go to the whole group.
trap '' HUP INT TERM
recorded() {
    { read -r process <"$PGDATA/postmaster.pid" && echo "$process"; } 2>/dev/null
}
before=$(recorded)
"$@" >&2 </dev/null
status=$?
server=$(recorded)
# not one of somebody else's, for which this start has failed
if [ $status -ne 0 ] && [ "$server" = "$before" ]; then
    server=
fi
trap '' PIPE
echo $status 2>/dev/null
if ! read -r watched && [ -n "$server" ]; then
    # without its directory it must not write a checkpoint, which would end up in a new cluster at the same path
    if [ "$(recorded)" = "$server" ]; then
        kill -s INT "$server"
    else
        kill -s QUIT "$server"
    fi
fi
