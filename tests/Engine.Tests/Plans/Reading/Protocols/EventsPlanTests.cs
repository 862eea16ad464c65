using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans.Reading.Protocols;

/// <summary>How streams of server-sent events stand in a plan.</summary>
public class EventsPlanTests
{
    [Fact]
    public void A_stream_is_opened_and_its_events_are_awaited()
    {
        IReadOnlyList<FlowStep> flow = Flow("""
            - { events: '/prices?n=${n}', headers: { accept-language: de } }
            - { events: /news, as: news, event: update, receive: { json: { $.n: '${n}' } }, count: 3 }
            - { receive: a, socket: events }
            - { close: news }
            """);

        EventsStep open = Assert.IsType<EventsStep>(flow[0]);
        Assert.Equal(("GET", "events /prices", "events", null), (open.Method, open.Name, open.Stream, open.Receive));
        Assert.Equal("text/event-stream", open.Headers["accept"]);
        Assert.Equal("de", open.Headers["Accept-Language"]);
        EventsStep wait = Assert.IsType<EventsStep>(flow[1]);
        Assert.Equal(("news", "update", 3), (wait.Stream, wait.Receive!.Event, wait.Receive.Count));
        Assert.Equal("a message and $.n == '${n}'", ExpectedText.Of(wait));
    }

    [Theory]
    [InlineData("- { receive: a, socket: events }", "[0].socket", "'events' is not connected before this step")]
    [InlineData(
        "- { events: /a, receive: a, capture: { b: { header: x } } }", "[0].capture",
        "a message has no status, headers or cookies")]
    [InlineData("- { events: /a, count: 0 }", "[0].count", "")]
    [InlineData("- { events: a }", "[0].events", "this is not a path")]
    [InlineData("- { events: /a, json: 1 }", "[0].json", "'json' is not valid in an events")]
    public void A_mistake_is_one_problem_with_its_place(string flow, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow(flow, "{ n: 1 }"));
        Assert.Equal($"load.s.flow{path}", problem.Path);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_head_of_a_stream_has_a_status_and_headers() =>
        Assert.IsType<HeaderCapture>(
            Assert.IsType<EventsStep>(Flow("- { events: /a, capture: { b: { header: x } } }")[0]).Captures["b"]);

    private static IReadOnlyList<FlowStep> Flow(string flow) => PlanText.Valid(PlanText.WithFlow(flow, "{ n: 1 }")).Load[0].Flow;
}
