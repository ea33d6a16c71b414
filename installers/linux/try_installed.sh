#!/usr/bin/env bash
# The part of try_in_root.sh that runs inside. Each step says when it began, in seconds, and how many
# seconds of computing the programs took that had ended by then.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive HOME=/root XDG_RUNTIME_DIR=/tmp/run LANG=C.UTF-8
mkdir -p "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
cd /tmp
say() {
	times >/tmp/times
	echo "[$SECONDS s, $(tail -1 /tmp/times | tr 'ms' '  ' | awk '{ printf "%.0f", 60 * ($1 + $3) + $2 + $4 }') s] $*"
}
# Waits, for ten minutes, until a command succeeds.
await() {
	for _ in $(seq 1200); do
		if "$@"; then return; fi
		sleep 0.5
	done
	echo "in vain: $*"
	return 1
}
trap 'pulseaudio --kill 2>/dev/null; kill $(jobs -p) 2>/dev/null' EXIT

say "installing"
apt-get -qq update
if [ -e /tmp/dragoman.rpm ]; then
	rpm=$(apt-get -qq install --yes --no-install-recommends rpm libasound2-plugins libdbus-1-3 libegl1 \
		libfontconfig1 libgl1 libstdc++6 2>&1 && rpm --install --nodeps /tmp/dragoman.rpm 2>&1) ||
		{ echo "$rpm"; exit 1; }
	rpm --verify --nodeps dragoman
else
	apt-get -qq install --yes --no-install-recommends /tmp/dragoman.deb >/tmp/apt.log 2>&1 ||
		{ cat /tmp/apt.log; exit 1; }
fi
dragoman --version

say "a screen and a sound server for this trial, which are no part of the package's needs"
apt-get -qq install --yes --no-install-recommends xvfb pulseaudio pulseaudio-utils \
	ca-certificates >>/tmp/apt.log 2>&1
update-ca-certificates >>/tmp/apt.log 2>&1
pulseaudio --daemonize --exit-idle-time=-1 --system=false -n \
	-L "module-native-protocol-unix auth-anonymous=1 socket=/tmp/pulse.socket" \
	-L "module-null-sink sink_name=heard" -L "module-null-sink sink_name=said" \
	-L "module-remap-source source_name=microphone master=said.monitor" 2>/tmp/pulse.log
export PULSE_SERVER=unix:/tmp/pulse.socket
pactl set-default-sink heard
pactl set-default-source microphone

say "opening the window"
Xvfb :99 -screen 0 1280x800x24 >/tmp/xvfb.log 2>&1 &
screen=$!
sleep 2
began=$(date +%s%N)
DISPLAY=:99 dragoman &
window=$!
log="$HOME/.local/state/dragoman/log/dragoman.log"
await grep -qs "entering the main loop" "$log"
say "the window is open, $((($(date +%s%N) - began) / 1000000)) ms after its start"
sleep 5
kill -TERM "$window"
wait "$window"
kill "$screen"
if grep -E "WARNING|ERROR|CRITICAL" "$log"; then
	echo "the log has warnings"
	exit 1
fi

say "fetching the starter pack"
dragoman models install starter
say "the check-up"
dragoman doctor | tee /tmp/doctor.log
if grep -E "^(missing|limited)" /tmp/doctor.log; then
	echo "the check-up misses something"
	exit 1
fi

say "damaging two models, and having them repaired"
models=$(dragoman models where)
rm "$models/silero-vad/silero_vad.onnx"
network=$(find "$models/resemblyzer" -name '*.onnx')
printf 'these bytes are no weights' | dd of="$network" bs=1 seek=4096 conv=notrunc status=none
if dragoman doctor >/tmp/doctor.log; then
	echo "the damage went unnoticed"
	exit 1
fi
grep -i damaged /tmp/doctor.log
dragoman doctor --fix >/tmp/doctor.log 2>/tmp/fix.log || { cat /tmp/doctor.log /tmp/fix.log; exit 1; }
grep "installed again" /tmp/doctor.log
test "$(grep -c "installed again" /tmp/doctor.log)" = 2

say "interpreting the sample"
dragoman demo --folder /tmp/demo | tee /tmp/demo.log | while IFS= read -r line; do say "$line"; done
test -s /tmp/demo/crepes.en.srt

say "interpreting a microphone, speaking into a null sink"
parec --device=heard.monitor --format=s16le --rate=16000 --channels=1 /tmp/spoken.raw &
recorder=$!
dragoman live --from fr --to en --subtitles /tmp/live.txt 2>/tmp/live.log &
live=$!
await grep -q "hearing" /tmp/live.log
# A null sink that nothing was spoken into holds zeros alone. A busy computer skips what it is late
# for, so that more than one telling may be needed.
spoke() {
	timeout 20 paplay --device=said /opt/dragoman/_internal/resources/samples/crepes.fr.flac
	sleep 10
	test "$(tr -d '\0' </tmp/spoken.raw | wc -c)" -gt 100000
}
await spoke
kill -INT "$live"
wait "$live" || { cat /tmp/live.log; exit 1; }
kill "$recorder"
cat /tmp/live.txt
say "bytes of speech that are not silence: $(tr -d '\0' </tmp/spoken.raw | wc -c)"

say "removing"
pulseaudio --kill
dragoman models remove --all --yes
test -z "$(find "$models" -type f ! -name .lock)"
if [ -e /tmp/dragoman.rpm ]; then
	rpm --erase dragoman >/tmp/remove.log 2>&1
else
	apt-get -qq remove --yes dragoman >/tmp/remove.log 2>&1
fi
grep -A2 "stay in their own folders" /tmp/remove.log
if find / -xdev \( -path /proc -o -path /tmp -o -path /var -o -path /root \) -prune -o -path '*dragoman*' -print | grep .; then
	echo "left behind"
	exit 1
fi
say "done"
