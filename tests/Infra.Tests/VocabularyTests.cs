using System.Text.RegularExpressions;

namespace PerfFunctions.Infra.Tests;

/// <summary>One word for one thing: words that the sources have replaced do not come back.</summary>
public sealed partial class VocabularyTests
{
    private static readonly string[] Extensions = [".cs", ".js", ".html", ".json"];

    [Fact]
    public void Sources_use_none_of_the_replaced_words()
    {
        string[] files = [.. Sources()];
        Assert.True(files.Length > 500, $"Only {files.Length} files were found.");
        string[] found = [.. files.SelectMany(Uses)];
        Assert.True(found.Length == 0,
            $"Replace these words, each by the one that the other sources use:\n{string.Join('\n', found)}");
    }

    [Theory]
    [InlineData("the run is under way", true)]
    [InlineData("nobody", true)]
    [InlineData("Nobody", false)]
    [InlineData("mostRuns", true)]
    [InlineData("almost", false)]
    [InlineData("untold", true)]
    [InlineData("a turn of the loop", true)]
    [InlineData("TurnMs", true)]
    [InlineData("in turn", false)]
    [InlineData("returns", false)]
    [InlineData("CarriageReturn", false)]
    public void A_word_is_found_only_as_a_whole(string text, bool isFound) => Assert.Equal(isFound, Replaced().IsMatch(text));

    private static IEnumerable<string> Uses(string file) => File.ReadLines(file)
        .Select((line, index) => (Line: index + 1, Match: Replaced().Match(line)))
        .Where(use => use.Match.Success)
        .Select(use => $"{Path.GetRelativePath(Repository.Root, file)}:{use.Line}: {use.Match.Value}");

    private static IEnumerable<string> Sources() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
        where Extensions.Contains(Path.GetExtension(file))
        where !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
        select file;

    [GeneratedRegex(@"\b(under way|nobody|told|untold|tells?|telling|mend(ed|s)?|patience|(?<!\b[Ii]n )turns?|lanes?|shelf|rehears(e|ed|al)|disturbed|caps?|MonthlyCap|Lane|\w*Turn(s|[A-Z]\w*)?|(most|least)[A-Z]\w*|(Most|Least)[A-Z]\w*|audit-log|audit log)\b")]
    private static partial Regex Replaced();
}
