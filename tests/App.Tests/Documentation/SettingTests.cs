using System.Reflection;
using System.Text.RegularExpressions;
using PerfFunctions.App.Options;
using PerfFunctions.Browser.Launch;

namespace PerfFunctions.App.Tests.Documentation;

public sealed partial class SettingTests
{
    private const string AnyName = "NAME";

    private static readonly HashSet<string> Settings =
    [
        $"Perf:Secrets:{AnyName}",
        .. typeof(RunOptions).Assembly.GetTypes()
            .Select(type => (type, section: type.GetField("Section")?.GetRawConstantValue() as string))
            .Where(options => options.section is not null)
            .SelectMany(options => Names(options.section!, options.type)),
        .. Names("Browser", typeof(BrowserOptions)),
    ];

    [Theory]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public void Every_setting_exists(string page) => Assert.Empty(
        Setting().Matches(Pages.Read(page)).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().Except(Settings));

    // A dictionary's entries have names that the reader chooses.
    private static IEnumerable<string> Names(string section, Type type)
    {
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite))
        {
            yield return $"{section}:{property.Name}";
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Dictionary<,>))
            {
                Type entry = property.PropertyType.GetGenericArguments()[1];
                foreach (PropertyInfo part in entry.GetProperties().Where(part => part.CanWrite))
                {
                    yield return $"{section}:{property.Name}:{AnyName}:{part.Name}";
                }
            }
        }
    }

    [GeneratedRegex("(?<![A-Za-z.])(Perf|Browser)(:|__)[A-Z][A-Za-z]*((:|__)[A-Z][A-Za-z]*)*")]
    private static partial Regex Setting();
}
