using System.Text.Json;

namespace PerfFunctions.Engine.Values;

/// <summary>Finds properties of a JSON object that a target may have written.</summary>
internal static class JsonMember
{
    /// <summary>The property of a name, the last where there are several; false when there is none, or what is looked at is no object.</summary>
    public static bool TryFind(JsonElement from, string name, out JsonElement member)
    {
        member = default;
        if (from.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        try
        {
            return from.TryGetProperty(name, out member);
        }
        catch (InvalidOperationException)
        {
            // The name of another property has an escaped half of a surrogate pair, which cannot be decoded to compare it.
            member = from.EnumerateObject().LastOrDefault(p => IsNamed(p, name)).Value;
            return member.ValueKind != JsonValueKind.Undefined;
        }
    }

    private static bool IsNamed(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
