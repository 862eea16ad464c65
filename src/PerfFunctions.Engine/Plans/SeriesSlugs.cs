using System.Text;

namespace PerfFunctions.Engine.Plans;

/// <summary>Names in budgets for names that people read: <c>get-products-id</c> for <c>GET /products/${id}</c>.</summary>
internal static class SeriesSlugs
{
    private const int Longest = 60;
    private const string OfNothing = "unnamed";

    /// <summary>The slug of each name. A number distinguishes names that would have the same one, in the order in which they come.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> names)
    {
        Dictionary<string, string> slugs = [];
        HashSet<string> taken = [];
        foreach (string name in names.Where(n => !slugs.ContainsKey(n)))
        {
            string slug = Of(name);
            string free = slug;
            for (int i = 2; !taken.Add(free); i++)
            {
                free = $"{slug}-{i}";
            }

            slugs.Add(name, free);
        }

        return slugs;
    }

    private static string Of(string name)
    {
        StringBuilder slug = new();
        foreach (char c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        string text = slug.ToString(0, Math.Min(slug.Length, Longest)).Trim('-');
        return text.Length == 0 ? OfNothing : text;
    }
}
