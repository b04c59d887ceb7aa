#!/bin/sh
# Starts express-help. Where a library is missing or too old, most often WebKitGTK, the system's linker would end the program
# before it can say a word: then this script says what is missing and how an administrator installs it.

# Whether every library that the program names lies where nearly every system has it, and WebKitGTK is surely new enough.
at_hand() {
    old=
    for library in @LIBRARIES@; do
        for place in /usr/lib/x86_64-linux-gnu /usr/lib64 /lib/x86_64-linux-gnu /lib64; do
            if [ -e "$place/$library" ]; then look_at_age "$place/$library" && continue 2; fi
        done
        return 1
    done
    [ -z "$old" ]
}

# $old is set where the name of WebKitGTK's file is one from before 2.44. It costs no process; the linker decides.
look_at_age() {
    case $1 in
        */libwebkit2gtk-4.1.so.*)
            for file in "$1".*; do
                case ${file#"$1"} in
                    .[0-9].* | .1[0-2].*) old=yes ;;
                esac
            done
            ;;
    esac
}

# Asks the linker, which knows every other place too: $missing gets the names that it does not find.
# Only for a library that may be old it looks for every function: that takes a third of a second.
ask_linker() {
    missing=
    while read -r line; do
        case $line in
            *'undefined symbol: webkit_'*) name='old libwebkit2gtk' ;;
            *' => not found') name=${line% => not found} ;;
            # The C library is older than the one that the program was built with.
            *'version `'*"' not found"*)
                name=${line#*version \`}
                name=${name%%\'*}
                ;;
            *) continue ;;
        esac
        case ", $missing, " in
            *", $name, "*) ;;
            *) missing=${missing:+$missing, }$name ;;
        esac
    done <<END
$(LD_TRACE_LOADED_OBJECTS=1 LD_WARN=$old LD_BIND_NOW=$old "$program" 2>&1)
END
}

# What the arguments want, as far as it needs no library. A value never begins with a hyphen.
read_arguments() {
    window=yes selftest=no format=text language=
    while [ $# -gt 0 ]; do
        case $1 in
            -h | --help) print_help && exit ;;
            -V | --version) echo 'express-help @VERSION@' && exit ;;
            --lang) language=${2-} ;;
            --lang=*) language=${1#*=} ;;
            --json) window=no format=json ;;
            --selftest) window=no selftest=yes ;;
            --diagnose | --print-policy | --send-outbox) window=no ;;
            --) break ;;
        esac
        shift
    done
}

print_help() {
    printf '%s\n' '@HELP@'
}

# The language of the explanation. What other programs read does not depend on the user's.
choose_language() {
    case $language,$selftest,$format in
        ru,* | en,*) return ;;
        *,yes,json) language=en && return ;;
    esac
    language=${LC_ALL:-${LC_MESSAGES:-${LANG-}}}
    case $(printf '%s' "${language%%[-_.@]*}" | tr '[:upper:]' '[:lower:]') in
        '' | c | posix | ru | be | kk | ky | uk | uz | tg | hy | az | tt | ba | cv) language=ru ;;
        *) language=en ;;
    esac
}

# The command that installs WebKitGTK on this system; nothing where it is not known.
installing() {
    # shellcheck disable=SC1091 # a file of the system, which may be absent
    system=$(if [ -r /etc/os-release ]; then . /etc/os-release; fi && echo "${ID-} ${ID_LIKE-}")
    case " $system " in
        *' altlinux '* | *' alt '*) echo 'apt-get install libwebkit2gtk4.1' ;;
        *' debian '* | *' ubuntu '* | *' astra '*) echo 'apt-get install libwebkit2gtk-4.1-0' ;;
        *' suse '* | *' opensuse '*) echo 'zypper install libwebkit2gtk-4_1-0' ;;
        # Their names differ; each of them finds a package by what it provides.
        *' fedora '* | *' rhel '* | *' redos '* | *' rosa '*) echo "dnf install 'libwebkit2gtk-4.1.so.0()(64bit)'" ;;
    esac
}

# $what is wrong, and the $remedy.
explain() {
    install=$(installing)
    if [ "$language" = ru ]; then
        title='Справка eXpress'
        case $missing in
            'old libwebkit2gtk') what='Программа не может запуститься: WebKitGTK на этом компьютере слишком старая.' ;;
            *) what="Программа не может запуститься: на этом компьютере не найдены библиотеки: $missing." ;;
        esac
        case $missing:$install in
            *GLIBC_*) remedy='Система старше, чем нужно программе: поможет только более новая.' ;;
            *libwebkit2gtk*:?*)
                remedy="Нужна WebKitGTK @OLDEST@ или новее. Администратор может установить её командой: $install"
                ;;
            *libwebkit2gtk*:)
                remedy='Нужна WebKitGTK @OLDEST@ или новее. Попросите администратора установить пакет с libwebkit2gtk-4.1.so.0.'
                ;;
            *) remedy='Попросите администратора установить пакеты, в которых они есть.' ;;
        esac
    else
        title='eXpress Help'
        case $missing in
            'old libwebkit2gtk') what='The program cannot start: WebKitGTK of this computer is too old.' ;;
            *) what="The program cannot start: this computer lacks the libraries $missing." ;;
        esac
        case $missing:$install in
            *GLIBC_*) remedy='The system is older than the program needs: only a newer one helps.' ;;
            *libwebkit2gtk*:?*)
                remedy="WebKitGTK @OLDEST@ or newer is needed. An administrator can install it with: $install"
                ;;
            *libwebkit2gtk*:)
                remedy='WebKitGTK @OLDEST@ or newer is needed. Ask your administrator to install the package with libwebkit2gtk-4.1.so.0.'
                ;;
            *) remedy='Ask your administrator to install the packages that hold them.' ;;
        esac
    fi
}

# The result of the self-test in the form of the program's own (help-app/src/self_test.rs). The rest needs the program.
print_selftest() {
    if [ "$format" = json ]; then
        detail=$(printf '%s' "$what $remedy" | sed 's/[\"]/\\&/g')
        cat <<END
{
  "version": "@VERSION@",
  "build": "@BUILD@",
  "passed": false,
  "checks": [
    {
      "part": "web-view",
      "result": "failed",
      "detail": "$detail"
    }
  ]
}
END
        return
    fi
    echo 'eXpress Help @VERSION@ (@BUILD@)'
    if [ "$language" = ru ]; then failed='ошибка   веб-движок'; else failed='failed   web view'; fi
    printf '%s\n' "$failed: $what $remedy"
}

# Who started the program from a menu sees no standard error.
show() {
    for dialog in zenity kdialog xmessage notify-send; do
        command -v "$dialog" >/dev/null || continue
        # Its fonts have no Russian letters.
        if [ "$dialog" = xmessage ]; then language=en && explain; fi
        message=$(printf '%s\n\n%s' "$what" "$remedy")
        case $dialog in
            zenity) zenity --error --no-markup --width=480 --title="$title" --text="$message" ;;
            kdialog) kdialog --title "$title" --error "$message" ;;
            xmessage) printf '%s\n' "$message" | fold -s -w 120 | xmessage -center -title "$title" -file - ;;
            notify-send) notify-send --urgency=critical "$title" "$message" ;;
        esac >/dev/null 2>&1
        # 1 is a dialog that was closed; from 126 on it did not start, or crashed.
        if [ $? -lt 126 ]; then return; fi
    done
}

self=$0
if [ -L "$self" ]; then self=$(readlink -f -- "$self"); fi
case $self in
    */*) program=${self%/*}/../lib/express-help/express-help ;;
    *) program=./../lib/express-help/express-help ;;
esac
if at_hand; then exec "$program" "$@"; fi
ask_linker
if [ -z "$missing" ]; then exec "$program" "$@"; fi
read_arguments "$@"
choose_language
explain
if [ "$selftest" = yes ]; then
    print_selftest
else
    printf '%s\n' "express-help: $what $remedy" >&2
    if [ "$window" = yes ] && [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] && [ ! -t 2 ]; then show; fi
fi
exit 1
