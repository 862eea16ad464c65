using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>resources:</c> of a step or of <c>http:</c>.</summary>
internal static class ResourcesReader
{
    private const string Allowed = "true, false, or { hosts, block, max }";
    private const string PatternAllowed = "an address or a part of one with *, such as */analytics/*";

    /// <summary>The map.</summary>
    public static readonly MapGrammar<PageResources> Map = new(
        "resources", "Resources", "What is loaded of what an HTML page embeds.", "this says nothing about resources; write true for all of them")
    {
        {
            "hosts", Of(List(PlanLimits.ResourceHosts, Pattern(@"^[0-9A-Za-z\-._:\[\]]+$")), ReadHosts),
            "Hosts of yours to load from besides those that the plan names; each is verified like the target.",
            (r, v) => r with { Hosts = v }
        },
        {
            "block", Of(List(PlanLimits.Blocked, Pattern(@"^(?=.*[^*/:])\S+$")), ReadBlocked),
            "Addresses not to load; * stands for any characters.", (r, v) => r with { Blocked = v }
        },
        {
            "max", Whole(1, PlanLimits.Resources) with { Default = PageResources.DefaultMax },
            "Most resources of a page.", (r, v) => r with { Max = v }
        },
    };

    /// <summary>What is loaded; null for nothing.</summary>
    public static PageResources? Read(Field field)
    {
        if (field.Node is MapNode)
        {
            return Map.Read(field, PageResources.All);
        }

        if (field.Node is not ScalarNode { IsPlain: true } scalar || PlainValues.Truth(scalar.Text) is not { } isOn)
        {
            field.RefuseKind("this must be true, false or a map", Allowed);
            return null;
        }

        return isOn ? PageResources.All : null;
    }

    private static string[]? ReadHosts(Field field) => ReadList(field, PlanLimits.ResourceHosts, HostHeader.Allowed, text =>
        HostHeader.AddressOf(Uri.UriSchemeHttps, text) is null ? "this is not a host" : null);

    private static string[]? ReadBlocked(Field field) => ReadList(field, PlanLimits.Blocked, PatternAllowed, text =>
        text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? "an address cannot contain spaces"
        : text.All(c => c is '*' or '/' or ':') ? "this would block every resource"
        : null);

    private static string[]? ReadList(Field field, int most, string allowed, Func<string, string?> mistakeIn)
    {
        List<string> read = [];
        foreach (Field item in field.Items(most, $"a list, each {allowed}") ?? [])
        {
            if (item.Text(allowed, PlanLimits.PathLength) is not { } text)
            {
                continue;
            }

            if (mistakeIn(text) is { } mistake)
            {
                item.Refuse(mistake, allowed);
            }

            read.Add(text);
        }

        return [.. read];
    }
}
