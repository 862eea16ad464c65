using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading.Parameters;

namespace PerfFunctions.Engine.Tests.Plans.Reading.Parameters;

public class SettingsReaderTests
{
    [Fact]
    public void Parameters_are_set_by_name_and_value()
    {
        List<PlanProblem> problems = [];
        PlanSettings settings = SettingsReader.Read("peak", ["users=100", "query=a=b", "empty="], problems);
        Assert.Empty(problems);
        Assert.Equal("peak", settings.Profile);
        Assert.Equal([("users", "100"), ("query", "a=b"), ("empty", "")], settings.Parameters.Select(p => (p.Key, p.Value)));
    }

    [Theory]
    [InlineData("users", "this does not set a parameter")]
    [InlineData("=5", "this does not set a parameter")]
    [InlineData("users=${secret(key)}", "a parameter is put in as it is")]
    [InlineData("users=a\nb", "the value contains a control character")]
    public void What_sets_nothing_or_too_much_is_refused(string assignment, string message)
    {
        List<PlanProblem> problems = [];
        SettingsReader.Read(null, [assignment], problems);
        Assert.StartsWith(message, Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_bounded_in_number_and_length_and_each_is_set_once()
    {
        List<PlanProblem> problems = [];
        SettingsReader.Read(null, ["a=1", "a=2", $"b={new string('x', 1_001)}"], problems);
        SettingsReader.Read(null, [.. Enumerable.Range(0, 51).Select(i => $"a{i}=1")], problems);
        Assert.Equal(["the parameter 'a' is set twice", "1001 characters are too many", "so many parameters are too many"], problems.Select(p => p.Message));
        Assert.All(problems, p => Assert.True(p.Value!.Length <= 40));
    }
}
