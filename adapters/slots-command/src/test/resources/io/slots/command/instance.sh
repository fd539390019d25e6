# What a team's script does: ends the instance's process, starts a new one, waits until it is up.
# An instance is "up" when it has written down what it was given.
home=$1
verb=$2
mine=$home/$SLOTS_INSTANCE
echo $$ >> "$mine.pids"
# A number may have passed to another process, which is none of ours.
runs() { grep -qz "^SLOTS_INSTANCE=$SLOTS_INSTANCE\$" "/proc/$1/environ" 2>/dev/null; }
if [ -f "$mine.pid" ]; then
  pid=$(cat "$mine.pid")
  runs "$pid" && kill "$pid"
  while runs "$pid"; do sleep 0.01; done
  # Not before: a script that is ended in between would lose what it has to end.
  rm -f "$mine.up" "$mine.pid"
fi
[ "$verb" = stop ] && exit 0
case $SLOTS_CONTENT_LOCATION in
  stuck) exec sleep 600 ;;
  broken) echo "$KEY is no key"; exit 1 ;;
esac
sh -c 'env -0 > "$0.new" && mv "$0.new" "$0.up" && exec sleep 600' "$mine" > /dev/null 2>&1 &
echo $! >> "$mine.pids"
echo $! > "$mine.pid"
while [ ! -f "$mine.up" ]; do sleep 0.01; done
