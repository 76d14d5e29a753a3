using System.Globalization;
using PeeringServer.Core.Acl;

namespace PeeringServer.Core.Tests.Acl;

public sealed class AclBootstrapTests
{
    private const string Secret = "bbbbbbbb-2222-3333-4444-555555555555";

    [Fact]
    public void Run_OnAFreshCluster_MakesATokenThatMayEverything()
    {
        using var cluster = new AclTestCluster(configure: static acl => acl with { InitialManagementToken = null });

        var token = cluster.Access.Bootstrap.Run(Secret);

        token.SecretId.Should().Be(Secret);
        cluster.Access.Caller(Secret).Allows(AclPermission.AclWrite).Should().BeTrue();
    }

    [Fact]
    public void Run_ForTheSecondTime_NamesTheIndexOfTheFirst()
    {
        using var cluster = new AclTestCluster(configure: static acl => acl with { InitialManagementToken = null });
        var first = cluster.Access.Bootstrap.Run("");

        Refusal(cluster).Should().Be($"Permission denied: ACL bootstrap no longer allowed (reset index: {first.CreateIndex})");
    }

    [Fact]
    public void Run_WithAConfiguredToken_IsRefused()
    {
        using var cluster = new AclTestCluster();

        Refusal(cluster).Should().Be("Permission denied: ACL bootstrap no longer allowed (reset index: 6)");
    }

    [Theory]
    [InlineData("short", "uuid string is wrong length")]
    [InlineData("bbbbbbbb-2222-3333-4444x555555555555", "uuid is improperly formatted")]
    [InlineData("zbbbbbbb-2222-3333-4444-555555555555", "encoding/hex: invalid byte: U+007A 'z'")]
    public void Run_WithASecretThatIsNone_IsRefused(string secret, string message)
    {
        using var cluster = new AclTestCluster(configure: static acl => acl with { InitialManagementToken = null });

        Refusal(cluster, secret).Should().Be(message);
        cluster.Table.BootstrapIndex.Should().Be(0);
    }

    [Fact]
    public async Task Run_WithTheResetIndexInTheDataFolder_WorksOnceMore()
    {
        var folder = Directory.CreateTempSubdirectory("acl-");
        try
        {
            using var cluster = new AclTestCluster(dataDirectory: folder.FullName);
            var file = Path.Combine(folder.FullName, "acl-bootstrap-reset");
            await File.WriteAllTextAsync(file, "9999");
            Refusal(cluster).Should().Be($"Invalid bootstrap reset index (specified 9999, reset index: {cluster.Table.BootstrapIndex})");
            await File.WriteAllTextAsync(file, cluster.Table.BootstrapIndex.ToString(CultureInfo.InvariantCulture) + "\n");

            cluster.Access.Bootstrap.Run("").Description.Should().Be("Bootstrap Token (Global Management)");

            File.Exists(file).Should().BeFalse();
            Refusal(cluster).Should().Contain("no longer allowed");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Run_WithAResetFileThatCannotBeRead_CountsItAsMissing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("acl-");
        try
        {
            using var cluster = new AclTestCluster(dataDirectory: folder.FullName);
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "acl-bootstrap-reset"), "/proc/self/mem");

            Refusal(cluster).Should().Contain("no longer allowed");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Run_WithAResetFileThatCannotBeDeleted_WorksAllTheSame()
    {
        var folder = Directory.CreateTempSubdirectory("acl-");
        try
        {
            using var cluster = new AclTestCluster(dataDirectory: folder.FullName);
            var file = Path.Combine(folder.FullName, "acl-bootstrap-reset");
            await File.WriteAllTextAsync(file, cluster.Table.BootstrapIndex.ToString(CultureInfo.InvariantCulture));
            string? found = null;

            // A folder in its place is what nobody may delete as a file, whoever runs the test.
            cluster.Cluster.State.Completing += _ =>
            {
                found = File.Exists(file) ? "file" : "nothing";
                File.Delete(file);
                Directory.CreateDirectory(file);
            };

            cluster.Access.Bootstrap.Run("").Description.Should().Be("Bootstrap Token (Global Management)");
            found.Should().Be("file", "nothing is deleted within the write");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Refusal(AclTestCluster cluster, string secret = "") =>
        cluster.Access.Bootstrap.Invoking(bootstrap => bootstrap.Run(secret)).Should().Throw<RefusalException>().Which.Message;
}
