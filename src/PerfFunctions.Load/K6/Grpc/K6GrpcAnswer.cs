using System.Text;
using Grpc.Core;
using Jint.Native;
using PerfFunctions.Load.Grpc;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6.Grpc;

/// <summary>The answer of a method as a script sees it.</summary>
internal static class K6GrpcAnswer
{
    /// <summary>Makes it.</summary>
    /// <param name="engine">The script's engine.</param>
    /// <param name="json">Reads messages.</param>
    /// <param name="answer">How the call ended; null where nothing could be sent.</param>
    public static JsObject Of(JsEngine engine, ScriptJson json, GrpcAnswer? answer)
    {
        JsObject made = new(engine);
        StatusCode status = answer is null ? StatusCode.Unknown : answer.Status ?? StatusCode.Unavailable;
        made.Set("status", (int)status);
        made.Set("message", answer?.Response is { } response ? json.Parse(Encoding.UTF8.GetString(response.Body.Span)) : JsValue.Null);
        made.Set("headers", Metadata(engine, answer?.Response));
        made.Set("trailers", Metadata(engine, answer?.Detail));
        made.Set("error", status == StatusCode.OK && answer?.Failure is null ? JsValue.Null : Error(engine, status, answer));
        return made;
    }

    private static JsObject Error(JsEngine engine, StatusCode status, GrpcAnswer? answer)
    {
        string detail = answer?.Detail is { Body.Length: > 0 } said ? Encoding.UTF8.GetString(said.Body.Span) : answer?.Failure ?? "the call cannot be made";
        JsObject error = new(engine);
        error.Set("code", (int)status);
        error.Set("message", detail);
        error.Set("details", new JsArray(engine));
        return error;
    }

    private static JsObject Metadata(JsEngine engine, IResponse? response)
    {
        JsObject metadata = new(engine);
        foreach (IGrouping<string, KeyValuePair<string, string>> header in (response?.Headers ?? []).GroupBy(h => h.Key))
        {
            metadata.Set(header.Key, new JsArray(engine, [.. header.Select(h => new JsString(h.Value))]));
        }

        return metadata;
    }
}
