using System.Diagnostics;
using PerfFunctions.App.Dashboard;

namespace PerfFunctions.App.Tests.Dashboard;

/// <summary>
/// The scripts of a page are joined into one, in which a name declared twice is a syntax error that stops all of it.
/// </summary>
public sealed class PageScriptTests
{
    public static TheoryData<string, string> Pages => new()
    {
        { "runs", DashboardPage.Html },
        { "trends", DashboardPage.Trends },
        { "compare", DashboardPage.Compare },
        { "capacity", DashboardPage.Capacity },
        { "run", DashboardPage.Run },
        { "sign-in", DashboardPage.SignIn },
    };

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public async Task The_script_of_a_page_can_be_parsed(string page, string html)
    {
        string script = html.Split("<script>")[1].Split("</script>")[0];
        string file = Path.Combine(Path.GetTempPath(), $"perffunctions-{page}-{Guid.NewGuid():N}.js");
        await File.WriteAllTextAsync(file, script);
        try
        {
            using Process node = Process.Start(new ProcessStartInfo("node", ["--check", file]) { RedirectStandardError = true })!;
            string errors = await node.StandardError.ReadToEndAsync();
            await node.WaitForExitAsync();

            Assert.True(node.ExitCode == 0, errors);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
