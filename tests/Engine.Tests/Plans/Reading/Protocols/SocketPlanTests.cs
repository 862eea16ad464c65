using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans.Reading.Protocols;

/// <summary>How sockets stand in a plan.</summary>
public class SocketPlanTests
{
    private const string Open = "- { connect: /socket }\n";

    [Fact]
    public void A_socket_is_connected_used_and_closed()
    {
        IReadOnlyList<FlowStep> flow = Flow("""
            - { connect: 'wss://chat.example/socket?v=${n}', as: chat, subprotocol: v1, name: dial }
            - { send: { json: { n: '${n}' } }, socket: chat, receive: { json: { $.n: '${n}' } }, capture: { seat: $.seat } }
            - { receive: done, socket: chat, count: 2, timeout: 3s }
            - close: chat
            """);

        ConnectStep connect = Assert.IsType<ConnectStep>(flow[0]);
        Assert.Equal(
            ("https://chat.example/socket?v=${n}", "chat", "dial", "connect"),
            (connect.Path, connect.Socket, connect.Name, connect.Key));
        Assert.Equal(["v1"], connect.Subprotocols);
        SendStep send = Assert.IsType<SendStep>(flow[1]);
        Assert.Equal(("send chat", new TextBody("""{"n":"${n}"}""", IsJson: true)), (send.Name, send.Message));
        Assert.Equal("a message and $.n == '${n}'; capture seat", ExpectedText.Of(send));
        ReceiveStep receive = Assert.IsType<ReceiveStep>(flow[2]);
        Assert.Equal(
            (2, null, TimeSpan.FromSeconds(3), 0),
            (receive.Receive.Count, receive.Receive.For, receive.Timeout, receive.Requests));
        Assert.Equal(new CloseStep("chat"), flow[3]);
    }

    [Theory]
    [InlineData("- { send: a }", "[0].send", "'socket' is not connected before this step")]
    [InlineData(
        "- { connect: /s, as: chat }\n- { send: a, socket: chatt }", "[1].socket",
        "'chatt' is not connected before this step; did you mean 'chat'?")]
    [InlineData(Open + "- close: socket\n- { receive: a }", "[2].receive", "'socket' is not connected before this step")]
    [InlineData(
        "- { if: n == 1, then: [ { connect: /s } ] }\n- { send: a }", "[1].send",
        "'socket' is connected on some paths to this step, but not on all")]
    [InlineData(
        Open + "- { send: a, capture: { b: $.b } }", "[1].capture", "'capture' looks at an answer, and the step waits for none")]
    [InlineData(
        Open + "- { send: a, receive: a, capture: { b: { header: x } } }", "[1].capture",
        "a message has no status, headers or cookies")]
    [InlineData(Open + "- { receive: a, expect: { status: 200 } }", "[1].expect", "a message has no status, headers or cookies")]
    [InlineData(
        Open + "- { receive: a, check: { x: { from: status } } }", "[1].check", "a message has no status, headers or cookies")]
    [InlineData(
        Open + "- { receive: a, for: 2s, timeout: 1s }", "[1].timeout",
        "a step that takes what comes for a time has no other limit")]
    [InlineData(Open + "- { send: { json: 1, size: 2B } }", "[1].send", "only one is allowed, but there are: json, size")]
    [InlineData(
        Open + "- { receive: { json: { $.a: '${none}' } } }", "[1].receive.json.$.a",
        "'${none}' is neither in 'variables' nor captured")]
    [InlineData("- { connect: socket }", "[0].connect", "this is not a path")]
    [InlineData("- { connect: /s, subprotocol: 'a b' }", "[0].subprotocol", "this is not a subprotocol, or is there twice")]
    [InlineData("- { connect: /s, get: /a }", "[0]", "the step has 2 actions: get, connect")]
    public void A_mistake_is_one_problem_with_its_place(string flow, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow(flow, "{ n: 1 }"));
        Assert.Equal($"load.s.flow{path}", problem.Path);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_connected_once_is_open_in_every_iteration()
    {
        string plan = PlanText.WithFlow("- { send: a }")
            .Replace("flow:", "once: [ { connect: /s } ]\n    flow:", StringComparison.Ordinal);
        Assert.Equal(
            "stream.socket", ScenarioSeries.Of(PlanText.Valid(plan).Load[0].Steps).All
                .Single(s => s.Kind == SeriesKind.Stream).Key);
    }

    [Theory]
    [InlineData("s.stream.socket.received > 10/s")]
    [InlineData("s.stream.socket.sent > 10/s from 0s to 1s")]
    [InlineData("s.stream.socket.first.p95 < 100ms")]
    [InlineData("s.stream.*.duration.p50 > 10s")]
    [InlineData("s.stream.socket.opened >= 1")]
    [InlineData("s.request.connect-socket.latency.p95 < 1s")]
    public void Budgets_name_streams_as_they_name_requests(string rule) =>
        PlanText.Valid(PlanText.WithFlow(Open.Trim()) + $"\nbudgets: [ '{rule}' ]");

    [Theory]
    [InlineData("s.stream.chat.received > 10/s", "'s' has no stream 'chat'")]
    [InlineData("s.stream.socket.latency < 1s", "'stream.socket' has no metric 'latency'")]
    public void A_budget_for_what_a_stream_has_not_is_a_problem(string rule, string message) => Assert.Contains(
        message, PlanText.OneProblem(PlanText.WithFlow(Open.Trim()) + $"\nbudgets: [ '{rule}' ]").Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_address_of_a_socket_has_to_be_verified_like_any_other() => Assert.Equal(
        ("load.s.flow[0].connect", "http://chat.example/s"),
        PlanAddresses
            .Of(PlanText.Valid(PlanText.WithFlow("- { connect: 'ws://chat.example/s' }")))
            .Select(a => (a.Path, a.Text))
            .Single());

    private static IReadOnlyList<FlowStep> Flow(string flow) => PlanText.Valid(PlanText.WithFlow(flow, "{ n: 1 }")).Load[0].Flow;
}
