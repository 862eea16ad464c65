using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.App.Plans;

/// <summary>
/// Makes plans of k6 scripts in request bodies. <c>?env=NAME=VALUE</c> sets what a script reads as <c>__ENV</c>, and <c>?target=</c> the
/// address under test.
/// </summary>
public sealed class ScriptBodies(ScriptPlans scripts)
{
    /// <summary>Largest body, in bytes: a script of the most characters, of whatever language.</summary>
    public const int MaxBytes = 4 * K6Reader.Longest;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a body is a script.</summary>
    public static bool Is(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && type.MediaType.Value?.ToLowerInvariant() is
            "application/javascript" or "text/javascript";

    /// <summary>The plan of a script, or all reasons why it is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">The script.</param>
    /// <param name="stored">
    /// Name under which the plan is stored, so that its runs bring the address to a script that reads it; null where it is not stored, and
    /// the request has to name it.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PlanUpload> ReadAsync(HttpRequest request, byte[] body, string? stored, CancellationToken cancellationToken)
    {
        List<PlanProblem> problems = [];
        string name = stored ?? NameOf(request, problems);
        Dictionary<string, string> environment = EnvironmentOf(request, problems);
        if (TextOf(body, name, problems) is not { } text)
        {
            return new PlanUpload([], PlanFiles.None) { Problems = problems, IsScript = true };
        }

        string? target = request.Query["target"];
        ScriptText script = new($"{name}.js", text)
        {
            Environment = environment,
            Target = stored is null && HttpAddress.Problem("target", target) is null ? target : null,
            IsOpen = stored is not null,
        };
        ScriptPlan made = await scripts.MakeAsync(script, cancellationToken);
        problems.AddRange(made.Problems.Select(p => p.ToPlanProblem()));
        return made.Source is { } source && problems.Count == 0
            ? new PlanUpload(Encoding.UTF8.GetBytes(source.Text), source.Files) { IsScript = true }
            : new PlanUpload([], PlanFiles.None) { Problems = problems, IsScript = true };
    }

    private static string NameOf(HttpRequest request, List<PlanProblem> problems)
    {
        string? name = request.Query["name"];
        if (name is not null && PlanNames.IsValid(name))
        {
            return name;
        }

        string message = name is null ? "the plan of a script needs a name, for its history" : "is not a valid plan name";
        problems.Add(new PlanProblem("name", 0, name, message, $"?name= with {PlanNames.Allowed}"));
        return "script";
    }

    private static Dictionary<string, string> EnvironmentOf(HttpRequest request, List<PlanProblem> problems)
    {
        Dictionary<string, string> environment = [];
        foreach (string pair in request.Query["env"].OfType<string>())
        {
            string[] parts = pair.Split('=', 2);
            if (parts.Length == 2 && parts[0].Length > 0)
            {
                environment[parts[0]] = parts[1];
            }
            else
            {
                problems.Add(new PlanProblem("env", 0, pair, "is not a name with a value", "NAME=VALUE"));
            }
        }

        return environment;
    }

    private static string? TextOf(byte[] body, string name, List<PlanProblem> problems)
    {
        try
        {
            return StrictUtf8.GetString(body).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            int line = body.AsSpan(0, Math.Clamp(e.Index, 0, body.Length)).Count((byte)'\n') + 1;
            problems.Add(new PlanProblem($"{name}.js", line, null, "the script is not valid UTF-8", "text in UTF-8"));
            return null;
        }
    }
}
