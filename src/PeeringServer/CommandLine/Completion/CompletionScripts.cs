namespace PeeringServer.CommandLine.Completion;

/// <summary>The scripts. All of them look up the words before the one being typed, flags left out, among those of a command.</summary>
internal static class CompletionScripts
{
    /// <summary>For bash.</summary>
    public static string Bash(IReadOnlyList<CompletionWords> words) => $$"""
        _consul() {
            local word path=""
            for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                [[ $word == -* ]] && break
                path="${path:+$path }$word"
            done
            local words=""
            case "$path" in
        {{Cases(words, "words=\"{0}\"")}}
            esac
            COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _consul consul peering-server
        """;

    /// <summary>For zsh, whose own completion has to be loaded.</summary>
    public static string Zsh(IReadOnlyList<CompletionWords> words) => $$"""
        _consul() {
            local word path_=""
            for word in "${(@)words[2,CURRENT-1]}"; do
                [[ $word == -* ]] && break
                path_="${path_:+$path_ }$word"
            done
            case "$path_" in
        {{Cases(words, "compadd -- {0}")}}
            esac
        }
        compdef _consul consul peering-server
        """;

    /// <summary>For fish.</summary>
    public static string Fish(IReadOnlyList<CompletionWords> words) => $$"""
        function __consul_path
            set -l path
            for word in (commandline -opc)[2..]
                string match -q -- '-*' $word; and break
                set path $path $word
            end
            string join ' ' $path
        end
        function __consul_at
            test (__consul_path) = "$argv"
        end
        {{string.Join('\n', words.SelectMany(static w => (string[])["consul", "peering-server"], static (w, program) => $"complete -c {program} -n \"__consul_at {w.Path}\" -f -a \"{string.Join(' ', w.Words)}\""))}}
        """;

    private static string Cases(IReadOnlyList<CompletionWords> words, string action) =>
        string.Join('\n', words.Select(w => $"        \"{w.Path}\") {action.Replace("{0}", string.Join(' ', w.Words), StringComparison.Ordinal)} ;;"));
}
