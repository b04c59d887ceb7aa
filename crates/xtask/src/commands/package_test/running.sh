# Upgrades the program while its window is open: `sh running.sh OLDER.deb NEWER.deb`, as root. Two shells of this script run
# beside each other: root's, which installs, and that of the person, who has the window. Files in $meeting tell one of the other.
set -eu
data=/home/ivanov/.local/share/express-help
meeting=/tmp/meeting

# Waits for a condition while the other side is there.
until_is() {
    until eval "$1"; do
        if [ -e "$meeting/failed" ]; then echo "the other side failed" >&2 && exit 1; fi
        sleep 0.2
    done
}

# Bookmarks the article that the window shows.
bookmark() {
    xdotool windowfocus --sync "$window"
    until grep -aqr "$1" "$data"; do
        xdotool key --clearmodifiers ctrl+d
        sleep 2
    done
}

# Waits until the window says that it shows this.
wait_title() {
    until xdotool getwindowname "$window" | grep -q "$1"; do
        kill -0 "$program"
        sleep 0.2
    done
}

person() {
    express-help --article login/qr-login &
    program=$!
    window=$(xdotool search --sync --onlyvisible --classname '^express-help$' | head -n 1)
    # A later start of the same version begins a draft in that window.
    express-help --support --subject before-the-upgrade
    until_is "grep -aqr before-the-upgrade $data"
    touch "$meeting/open"
    until_is "[ -e $meeting/upgraded ]"
    case $(readlink "/proc/$program/exe") in
        *' (deleted)') ;;
        *) echo "the program that runs was not replaced" >&2 && exit 1 ;;
    esac
    # The newer program hands its wish to the older one, which shows and keeps it.
    express-help --article calls/no-sound
    wait_title 'не слышно'
    bookmark calls/no-sound
    kill -0 "$program"
    kill "$program"
    wait "$program" || true
    express-help --article calls/invite-guests &
    program=$!
    window=$(xdotool search --sync --onlyvisible --classname '^express-help$' | head -n 1)
    test "$(readlink "/proc/$program/exe")" = /usr/lib/express-help/express-help
    express-help --article login/qr-login
    wait_title 'QR'
    kill "$program"
    wait "$program" || true
}

if [ "$1" = person ]; then
    trap 'touch $meeting/failed' EXIT
    person
    trap - EXIT
    exit
fi
rm -rf "$meeting"
mkdir -m 777 "$meeting"
dpkg -i "$1" >&2
trap 'touch $meeting/failed' EXIT
# Between two programs the screen must stay (-noreset): it would refuse the next one while it begins anew.
runuser -u ivanov -- env -i PATH="$PATH" HOME=/home/ivanov USER=ivanov LC_ALL=C.UTF-8 NO_AT_BRIDGE=1 \
    timeout 300 xvfb-run -a -s "-screen 0 1280x1024x24 -noreset" dbus-run-session -- sh "$0" person &
person=$!
until_is "[ -e $meeting/open ]"
dpkg -i "$2" >&2
touch "$meeting/upgraded"
wait "$person"
trap - EXIT
rm -r "$meeting"
grep -alr before-the-upgrade "$data"
grep -alr calls/no-sound "$data"
