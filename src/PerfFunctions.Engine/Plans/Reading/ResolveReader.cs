using System.Net;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads <c>resolve:</c>.</summary>
internal static class ResolveReader
{
    private const string Allowed = "addresses by host, such as { shop.example: 203.0.113.7 }";
    private const string HostAllowed = "a host name without scheme, port or path, such as shop.example";
    private const string AddressAllowed = "an IPv4 or IPv6 address, such as 203.0.113.7";

    public static IReadOnlyDictionary<string, IPAddress> Read(Field field)
    {
        Dictionary<string, IPAddress> resolved = new(StringComparer.OrdinalIgnoreCase);
        foreach (NamedField entry in field.Entries(PlanLimits.ResolvedHosts, Allowed) ?? [])
        {
            if (Uri.CheckHostName(entry.Name) != UriHostNameType.Dns)
            {
                entry.RefuseName("this is not a host name", HostAllowed);
            }
            else if (HostPattern.IsLoopbackName(HostPattern.Normal(entry.Name)))
            {
                // What goes to the machine itself may name any host.
                entry.RefuseName("this host always is the machine itself", HostAllowed);
            }

            if (entry.Value.Text(AddressAllowed, PlanLimits.TextLength) is not { } text)
            {
                continue;
            }

            // '10.1' and '1' are addresses to the platform, but are hardly meant as such.
            if (!IPAddress.TryParse(text, out IPAddress? address) || Uri.CheckHostName(text) is not (UriHostNameType.IPv4 or UriHostNameType.IPv6)
                || (!text.Contains(':', StringComparison.Ordinal) && text.Count(c => c == '.') != 3))
            {
                entry.Value.Refuse("this is not an IP address", AddressAllowed);
            }
            else if (!resolved.TryAdd(entry.Name, address))
            {
                entry.RefuseName("the host is listed twice", "each host once");
            }
        }

        return resolved;
    }
}
