using System.Text.RegularExpressions;
using PeeringServer.CommandLine;

namespace PeeringServer.Tests;

/// <summary>Runs the commands that the documentation shows.</summary>
public sealed partial class DocumentationTests : ClusterTest
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Pages => new(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Append(Path.Combine(Root, "README.md")).Select(file => Path.GetRelativePath(Root, file)));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_OnAPage_Work(string page)
    {
        var cluster = await StartAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(Root, page));
        foreach (var line in ShellBlock().Matches(text).SelectMany(static block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (line.StartsWith("curl ", StringComparison.Ordinal))
            {
                using var request = Curl(line);
                using var answer = await cluster.Client.SendAsync(request).WaitAsync(Deadline);
                answer.IsSuccessStatusCode.Should().BeTrue($"{page} says: {line}");
            }
            else if (line.StartsWith("peering-server ", StringComparison.Ordinal))
            {
                (await RunAsync(line.Split(' ')[1..])).Should().Be(0, $"{page} says: {line}");
            }
            else
            {
                line.Should().BeOneOf("dotnet run --project src/PeeringServer -- agent -dev", "dotnet test");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OnAPage_LeadSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(Root, page))))
        {
            File.Exists(Path.Combine(folder, link.Groups[1].Value)).Should().BeTrue($"{page} links to {link.Groups[1].Value}");
        }
    }

    /// <summary>Where a page of the documentation is.</summary>
    internal static string Page(string name) => Path.Combine(Root, "docs", name);

    private static async Task<int> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return await CommandDispatcher.RunAsync(TestCommands.Create(), arguments, new CommandStreams(output, error));
    }

    /// <summary>As much of curl as the pages use, so that the tests need none.</summary>
    private static HttpRequestMessage Curl(string line)
    {
        var match = CurlLine().Match(line);
        match.Success.Should().BeTrue($"the tests cannot read: {line}");
        var request = new HttpRequestMessage(new HttpMethod(match.Groups["method"] is { Success: true } method ? method.Value : "GET"), match.Groups["path"].Value);
        if (match.Groups["body"] is { Success: true } body)
        {
            request.Content = new StringContent(body.Value);
        }

        return request;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PeeringServer.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("^curl (-X (?<method>[A-Z]+) )?localhost:8500(?<path>\\S+)( -d '(?<body>[^']*)')?$")]
    private static partial Regex CurlLine();

    [GeneratedRegex(@"\]\((?!http)([^)#]+)\)")]
    private static partial Regex Link();
}
