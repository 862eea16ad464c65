namespace PerfFunctions.Engine.Metrics;

/// <summary>A traced request, to look up in the target's own tracing.</summary>
/// <param name="TraceId">32 hexadecimal digits, as in the <c>traceparent</c> that was sent.</param>
/// <param name="Step">What was asked: <c>GET /products</c>, as the plan writes it.</param>
/// <param name="Second">Second of the run in which it ended.</param>
/// <param name="ResponseMs">Response time, milliseconds.</param>
/// <param name="Failure">Kind of failure; null for success.</param>
public sealed record Exemplar(string TraceId, string Step, int Second, double ResponseMs, string? Failure);
