using System.Net.WebSockets;
using System.Text;
using Jint.Native;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.K6.Crypto;
using PerfFunctions.Load.Scripts;
using PerfFunctions.Load.Streams;
using PerfFunctions.Load.WebSockets;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>A socket that a script has opened, or is about to. Belongs to the loop's thread.</summary>
/// <param name="handler">The script's function that takes what happens to it.</param>
/// <param name="calls">What calls work with.</param>
internal sealed class K6Socket(JsValue handler, CallContext calls)
{
    private const long MaxUnsent = 16 * 1024 * 1024;
    private const int FirstOwnCode = 3000;
    private const int LastOwnCode = 4999;

    // What browsers say where no code came.
    private const int AbnormalEnd = 1006;

    private LiveWebSocket? _live;
    private WebSocketCloseStatus? _closes;
    private long _unsent;

    /// <summary>The script's function that takes what happens to it.</summary>
    public JsValue Handler => handler;

    /// <summary>It is open, unless the script has closed it before.</summary>
    public void Open(LiveWebSocket live)
    {
        _live = live;
        if (_closes is { } code)
        {
            Close(code);
        }
    }

    /// <summary>Sends a message: a text, or bytes.</summary>
    public void Send(JsValue data)
    {
        if (_live is not { Messages.Ended: null } live)
        {
            return;
        }

        byte[]? bytes = K6Bytes.TryRead(data);
        byte[] message = bytes ?? Encoding.UTF8.GetBytes(data.ToString());
        _unsent += message.Length;
        if (_unsent > MaxUnsent || message.Length > MessageStream.MaxMessage)
        {
            throw new ScriptEndException("sends more over a socket than it takes: a message has at most 1 MB, and 16 MB may wait");
        }

        _ = SendAsync(live, message, isText: bytes is null);
    }

    /// <summary>Closes it, with a code that a script may use; any other is a normal end.</summary>
    public void Close(double code) => Close(
        code is 1000 or 1001 or (>= FirstOwnCode and <= LastOwnCode) ? (WebSocketCloseStatus)(int)code : WebSocketCloseStatus.NormalClosure);

    /// <summary>Closes it.</summary>
    public void Close(WebSocketCloseStatus code = WebSocketCloseStatus.NormalClosure)
    {
        _closes = code;
        _live?.ClosingCode = code;
        _live?.Close();
    }

    /// <summary>What the script is given when it has ended.</summary>
    public JsValue Ended(JsEngine engine) => Event(engine, "close", e => e.Set("code", _live?.ClosedWith ?? (int?)_closes ?? AbnormalEnd));

    /// <summary>What the script is given of a message.</summary>
    public static JsValue Received(JsEngine engine, ReceivedMessage message) => Event(engine, "message", e => e.Set(
        "data", message.IsText ? new JsString(Encoding.UTF8.GetString(message.Body.Span)) : K6Bytes.Buffer(engine, message.Body.ToArray())));

    /// <summary>What the script is given when it is open, or could not be opened.</summary>
    public static JsValue Opened(JsEngine engine, K6Dial dial) => Event(engine, dial.Socket is null ? "error" : "open", e =>
    {
        JsObject headers = new(engine);
        foreach ((string name, string value) in dial.Head?.Headers ?? [])
        {
            headers.Set(name, value);
        }

        e.Set("status", dial.Head?.Status ?? 0);
        e.Set("headers", headers);
        e.Set("error", dial.Socket is not null ? "" : dial.Failure ?? $"status {dial.Head?.Status}");
    });

    private static JsObject Event(JsEngine engine, string type, Action<JsObject> fill)
    {
        JsObject made = new(engine);
        made.Set("type", type);
        fill(made);
        return made;
    }

    private async Task SendAsync(LiveWebSocket live, byte[] message, bool isText)
    {
        string? failure = await calls.Loop.ResultOfAsync(live.SendAsync(message, isText, calls.Stop.Token));
        _unsent -= message.Length;
        if (failure is null)
        {
            live.Messages.Meter.Sent(message.Length);
        }
    }
}
