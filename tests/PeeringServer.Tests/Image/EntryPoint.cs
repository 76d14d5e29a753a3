using PeeringServer.Tests.CommandLine;

namespace PeeringServer.Tests.Image;

/// <summary>The image's entry point, run where every program it calls only prints what it was called with.</summary>
internal sealed class EntryPoint : IDisposable
{
    private const string PrintsArguments = """
        #!/bin/sh
        printf '%s' "${0##*/}"
        [ $# -eq 0 ] || printf ' <%s>' "$@"
        echo
        """;

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _variables = new() { ["STUB_UID"] = "100" };

    public EntryPoint()
    {
        Stub("consul", PrintsArguments);
        Stub("id", """
            #!/bin/sh
            case $* in
                -u) echo "$STUB_UID" ;;
                '-u consul') echo 100 ;;
                '-g consul') echo 1000 ;;
                *) exit 1 ;;
            esac
            """);
        Stub("ip", """
            #!/bin/sh
            case $* in
                '-o -4 addr show dev eth0')
                    echo '2: eth0    inet 172.18.0.3/16 brd 172.18.255.255 scope global eth0\       valid_lft forever preferred_lft forever'
                    echo '2: eth0    inet 172.18.0.9/16 scope global secondary eth0\       valid_lft forever preferred_lft forever' ;;
                '-o -4 addr show dev eth1')
                    echo '3: eth1    inet 10.1.2.3/8 brd 10.255.255.255 scope global eth1\       valid_lft forever preferred_lft forever' ;;
                '-o -4 addr show dev only6') ;;
                *) echo "ip: can't find device" >&2; exit 1 ;;
            esac
            """);
        Stub("chown", $"""
            #!/bin/sh
            echo "$@" >>'{ChangedOwners}'
            """);
        Stub("setpriv", """
            #!/bin/sh
            case $* in
                *-caps*\ true) exit "${STUB_CAPS:-0}" ;;
                *\ true) exit "${STUB_SETPRIV:-0}" ;;
            esac
            printf '%s' "${0##*/}"
            printf ' <%s>' "$@"
            echo
            """);
        Stub("own-program", PrintsArguments);
        this["PATH"] = $"{Path.Combine(_folder.Path, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        this["TMPDIR"] = _folder.Path;
    }

    public string this[string variable]
    {
        set => _variables[variable] = value;
    }

    /// <summary>An existing folder that can be written.</summary>
    public string ConfigFolder => Directory.CreateDirectory(Path.Combine(_folder.Path, "config")).FullName;

    private string ChangedOwners => Path.Combine(_folder.Path, "owners");

    public Task<ProcessResult> RunAsync(params string[] arguments) =>
        ProcessRun.RunAsync("sh", [RepositoryFiles.PathOf("docker/entrypoint.sh"), .. arguments], _variables);

    public string[] ReadChangedOwners() => File.Exists(ChangedOwners) ? File.ReadAllLines(ChangedOwners) : [];

    public void Stub(string name, string script) => StubProgram.Write(Path.Combine(_folder.Path, "bin", name), script);

    public void Dispose() => _folder.Dispose();
}
