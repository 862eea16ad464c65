using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using PerfFunctions.Azurite;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Tests.Documentation;

/// <summary>Commands and options that the documentation names exist.</summary>
public sealed partial class CommandsInDocumentationTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Find(), "src", "PerfFunctions.Web", "docs");

    private static readonly Command[] Commands =
    [
        .. typeof(CliException).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.ReturnType == typeof(Command) && method.GetParameters().All(parameter => parameter.ParameterType == typeof(TimeProvider)))
            .Select(method => (Command)method.Invoke(null, [.. method.GetParameters().Select(_ => TimeProvider.System)])!),
    ];

    // Benchmarks have commands of their own.
    public static TheoryData<string> Pages =>
        [Path.Combine("..", "..", "..", "README.md"), .. Directory.GetFiles(Folder, "*.md").Select(file => Path.GetFileName(file)).Where(file => file != "benchmarks.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_exists_with_its_options(string page)
    {
        string[] unknown = [.. Invocations(page).Select(words => Problem(words)).OfType<string>().Distinct()];
        Assert.True(unknown.Length == 0, $"{page}:\n{string.Join('\n', unknown)}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_option_exists(string page)
    {
        HashSet<string> known = ["--help", .. Commands.SelectMany(command => command.Options).Select(option => option.Name)];
        Assert.Empty(OptionSpan().Matches(File.ReadAllText(Path.Combine(Folder, page))).Select(match => match.Groups[1].Value).Distinct().Except(known));
    }

    [Fact]
    public void Every_command_and_option_is_documented()
    {
        string page = File.ReadAllText(Path.Combine(Folder, "commands.md"));
        Assert.All(Commands, command => Assert.Contains($"`perf {command.Name}", page, StringComparison.Ordinal));
        Assert.All(Commands.SelectMany(command => command.Options), option => Assert.Contains(option.Name, page, StringComparison.Ordinal));
    }

    private static IEnumerable<string[]> Invocations(string page) =>
        Invocation().Matches(File.ReadAllText(Path.Combine(Folder, page)))
            .Select(match => match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string? Problem(string[] words)
    {
        if (words[0] == "COMMAND")
        {
            return null;
        }

        Command? command = Commands.SingleOrDefault(known => known.Name == words[0]);
        string[] options = [.. words.Skip(1).Select(word => word.Trim('[', ']')).Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word.Split('=')[0])];
        return command is null ? $"There is no command '{words[0]}'."
            : options.FirstOrDefault(option => option != "--help" && command.Options.All(known => known.Name != option)) is { } unknown ? $"'{words[0]}' has no option '{unknown}'."
            : null;
    }

    // In a code span, or on a line of a code block.
    [GeneratedRegex("(?:`|^)(?:perf|dotnet run --project src/PerfFunctions.Cli --) ([^`#\n|]+)", RegexOptions.Multiline)]
    private static partial Regex Invocation();

    [GeneratedRegex("`(--[a-z][a-z0-9-]*)")]
    private static partial Regex OptionSpan();
}
