using PeeringServer.CommandLine.Client;

namespace PeeringServer.Tests.CommandLine.Client;

public sealed class ClientTokenTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public ClientTokenTests()
    {
        _folder.Write("file", " from-file \n");
        _folder.Write("other", "from-other");
        _folder.Write("empty", "\n");
    }

    [Theory]
    [InlineData(null, null, null, null, "")]
    [InlineData(null, null, null, "env", "env")]
    [InlineData(null, "flag", null, "env", "flag")]
    [InlineData("file", "flag", "other", "env", "from-file")]
    [InlineData("empty", "flag", null, "env", "flag")]
    [InlineData("empty", null, null, "env", "env")]
    [InlineData("empty", null, "other", null, "")]
    [InlineData(null, null, "other", "env", "from-other")]
    [InlineData(null, null, "empty", "env", "env")]
    [InlineData(null, "flag", "missing", null, "flag")]
    [InlineData(null, "same", "other", "same", "from-other")]
    [InlineData("file", "flag", "file", "env", "flag")]
    [InlineData("file", null, "file", "env", "from-file")]
    public void Read_SeveralTokens_TakesTheOneThatGoesFirst(string? fileFlag, string? flag, string? fileVariable, string? variable, string token) =>
        ClientToken.Read(fileFlag, flag, Environment(fileVariable, variable)).Should().Be(token);

    [Theory]
    [InlineData("missing", null, "Error loading token file missing : open missing: no such file or directory")]
    [InlineData(null, "missing", "Error loading token file missing : open missing: no such file or directory")]
    [InlineData(".", null, "Error loading token file . : read .: is a directory")]
    public void Read_FileThatCannotBeRead_IsNamed(string? fileFlag, string? fileVariable, string message) =>
        FluentActions.Invoking(() => ClientToken.Read(fileFlag, null, Environment(fileVariable, null))).Should().Throw<ClientSetupException>().WithMessage(message);

    public void Dispose() => _folder.Dispose();

    private ClientEnvironment Environment(string? file, string? token) => ClientRun.Environment(
        new Dictionary<string, string> { ["CONSUL_HTTP_TOKEN_FILE"] = file ?? "", ["CONSUL_HTTP_TOKEN"] = token ?? "" },
        _folder.Path);
}
