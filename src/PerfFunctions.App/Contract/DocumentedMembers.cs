using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PerfFunctions.App.Contract;

/// <summary>Summaries from the documentation file that stands beside the app; none where it was left behind.</summary>
internal sealed partial class DocumentedMembers
{
    private readonly Dictionary<string, string> _summaries;

    public DocumentedMembers(Assembly assembly)
    {
        string file = Path.ChangeExtension(assembly.Location, ".xml");
        _summaries = File.Exists(file)
            ? XDocument.Load(file).Descendants("member").Where(m => m.Element("summary") is not null)
                .GroupBy(m => m.Attribute("name")!.Value.Split('(')[0])
                .ToDictionary(m => m.Key, m => Text(m.First().Element("summary")!))
            : [];
    }

    /// <summary>Summary of a method; null if it has none.</summary>
    public string? Of(MethodInfo method) => _summaries.GetValueOrDefault($"M:{method.DeclaringType!.FullName}.{method.Name}");

    private static string Text(XElement summary) => Space().Replace(string.Concat(summary.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "see" } link => link.Attribute("cref")?.Value.Split('.')[^1],
        XElement code => code.Value,
        _ => node.ToString(),
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
