using System.Text.RegularExpressions;

namespace PeeringServer.Tests.Image;

public sealed partial class ImageFilesTests
{
    private static readonly string Dockerfile = RepositoryFiles.Read("Dockerfile");
    private static readonly string Compose = RepositoryFiles.Read("compose.yaml");

    [Fact]
    public void Dockerfile_Bases_ArePublicNamesOfAFixedRelease() =>
        Lines("FROM").Should().Equal("mcr.microsoft.com/dotnet/sdk:10.0-noble AS build", "mcr.microsoft.com/dotnet/aspnet:10.0-noble");

    [Theory]
    [InlineData("USER", "consul")]
    [InlineData("VOLUME", "/consul/data")]
    [InlineData("ENTRYPOINT", """["entrypoint"]""")]
    [InlineData("CMD", """["agent", "-dev", "-client", "0.0.0.0"]""")]
    [InlineData("EXPOSE", "8300 8301 8301/udp 8302 8302/udp 8500 8502 8503 8600 8600/udp")]
    public void Dockerfile_Instruction_SaysWhatUsersRelyOn(string instruction, string value) =>
        Lines(instruction).Should().Equal(value);

    [Fact]
    public void Dockerfile_User_HasTheIdsOfTheImageOfConsul()
    {
        Dockerfile.Should().Contain("groupadd --gid 1000 consul").And.Contain("useradd --system --uid 100 --gid consul");
    }

    [Fact]
    public void Dockerfile_HealthCheck_RunsTheScriptThatAsksTheServer()
    {
        Lines("HEALTHCHECK").Should().ContainSingle().Which.Should().EndWith("""CMD ["healthcheck"]""");
        Lines("COPY").Should().Contain("--chmod=755 docker/healthcheck.sh /usr/local/bin/healthcheck");
        RepositoryFiles.Read("docker/healthcheck.sh").Should().Contain("peering-server health").And.NotContain("curl");
    }

    [Fact]
    public void Dockerfile_Sources_Exist()
    {
        foreach (var source in Lines("COPY").Where(static line => !line.Contains("--from", StringComparison.Ordinal)).SelectMany(static line => line.Split(' ').Where(static word => !word.StartsWith('-')).SkipLast(1)))
        {
            Path.Exists(RepositoryFiles.PathOf(source)).Should().BeTrue($"the Dockerfile copies {source}");
            RepositoryFiles.Read(".dockerignore").Split('\n').Should().Contain("!" + source.Split('/')[0], $"the Dockerfile copies {source}");
        }
    }

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("compose.yaml")]
    public void File_Tags_AreNeverTheLatest(string name) => RepositoryFiles.Read(name).Should().NotContain("latest");

    [Theory]
    [InlineData("dc1", "8500:8500")]
    [InlineData("dc2", "9500:8500")]
    public void Compose_Cluster_AdvertisesWhatTheOtherContainerCanReach(string name, string port)
    {
        var service = Service(name);

        service.Should().Contain("<<: *server").And.Contain($"hostname: {name}").And.Contain($"ports: [\"{port}\"]");
        service.Should().Contain($$$"""command: [agent, -dev, -datacenter, {{{name}}}, -client, 0.0.0.0, -advertise, '{{ GetInterfaceIP "eth0" }}']""");
    }

    [Fact]
    public void Compose_Peer_RunsOnceBothClustersAreHealthy()
    {
        var service = Service("peer");

        service.Should().Contain("""command: [peer-clusters, "dc1=http://dc1:8500", "dc2=http://dc2:8500"]""");
        service.Should().Contain("dc1: { condition: service_healthy }").And.Contain("dc2: { condition: service_healthy }");
        service.Should().Contain("""restart: "no" """.TrimEnd());
    }

    private static string Service(string name) => Compose.Split($"\n  {name}:\n")[1].Split("\n\n")[0];

    /// <summary>What follows an instruction, for each line that begins with it.</summary>
    private static string[] Lines(string instruction) =>
        [.. Instruction().Matches(Dockerfile).Where(match => match.Groups[1].Value == instruction).Select(static match => match.Groups[2].Value)];

    [GeneratedRegex("^([A-Z]+) (.*)$", RegexOptions.Multiline)]
    private static partial Regex Instruction();
}
