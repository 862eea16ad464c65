using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.App.RealUsers;

/// <summary>The script that pages of real users load: the web-vitals library, and what samples, collects and sends.</summary>
/// <param name="Utf8">The script.</param>
/// <param name="Tag">A text that is the same for the same script.</param>
public sealed partial record CollectorScript(byte[] Utf8, string Tag)
{
    private static readonly string WebVitals = Read("rum/web-vitals.js");
    private static readonly string Collector = Read("dashboard/rum.js");

    /// <summary>The script of a plan. It is in one function scope, so that a page sees no new names.</summary>
    public static CollectorScript Of(string name, RealUserPlan plan)
    {
        string text = string.Create(CultureInfo.InvariantCulture,
            $$"""
            // Web vitals of this page view for PerfFunctions. With web-vitals, © Google LLC, Apache License 2.0.
            (() => {
            const perfPlan = {{JsonSerializer.Serialize(name)}};
            const perfSample = {{plan.Sample}};
            {{WebVitals}}
            {{Collector}}
            })();

            """).ReplaceLineEndings("\n");
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return new CollectorScript(utf8, Convert.ToHexStringLower(SHA256.HashData(utf8))[..16]);
    }

    // A browser would ask this service for the file that it names.
    [GeneratedRegex(@"//# sourceMappingURL=\S+\s*$")]
    private static partial Regex SourceMap();

    private static string Read(string name)
    {
        using Stream stream = typeof(CollectorScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return SourceMap().Replace(reader.ReadToEnd(), "");
    }
}
