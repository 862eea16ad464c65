using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.Engine.Tests.Plans.Files;

public class PlanFilePathTests
{
    [Theory]
    [InlineData("users.csv", "users.csv")]
    [InlineData("./users.csv", "users.csv")]
    [InlineData("data/2026-01/users(1).csv", "data/2026-01/users(1).csv")]
    [InlineData(".data/a", ".data/a")]
    [InlineData("a", "a")]
    public void A_path_below_the_plan_s_folder_has_one_form(string text, string path) => Assert.Equal(path, PlanFilePath.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../users.csv")]
    [InlineData("data/../../users.csv")]
    [InlineData("data/..")]
    [InlineData("data//users.csv")]
    [InlineData("data/")]
    [InlineData("/etc/passwd")]
    [InlineData("././users.csv")]
    [InlineData("C:/users.csv")]
    [InlineData("C:users.csv")]
    [InlineData("data\\users.csv")]
    [InlineData("..\\users.csv")]
    [InlineData("\\\\server\\share")]
    [InlineData("users.csv.")]
    [InlineData("users.csv ")]
    [InlineData(" users.csv")]
    [InlineData("us ers.csv")]
    [InlineData("users.csv\n")]
    [InlineData("us\0ers.csv")]
    [InlineData("ü.csv")]
    [InlineData("a*.csv")]
    [InlineData("${name}.csv")]
    [InlineData("https://host/users.csv")]
    public void What_may_lead_elsewhere_is_no_path(string text) => Assert.Null(PlanFilePath.Read(text));

    [Fact]
    public void A_long_path_is_refused()
    {
        string folder = string.Concat(Enumerable.Repeat("abcdefghi/", 19));
        Assert.NotNull(PlanFilePath.Read(folder + new string('a', 10)));
        Assert.Null(PlanFilePath.Read(folder + new string('a', 11)));
    }

    [Theory]
    [InlineData(".github/perf.yml", ".github/data/a.csv")]
    [InlineData("perf.yml", "data/a.csv")]
    [InlineData(".github/perf/shop.yml", ".github/perf/data/a.csv")]
    public void A_file_is_beside_its_plan_in_the_repository(string plan, string whole) =>
        Assert.Equal(whole, PlanFilePath.Beside(plan, "data/a.csv"));
}
