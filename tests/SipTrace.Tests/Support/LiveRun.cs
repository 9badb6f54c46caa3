using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SipTrace.Capture;
using SipTrace.Capture.Live;

namespace SipTrace.Tests.Support;

/// <summary>The program as a process that goes on until it is told to end, and a peer that talks on the loopback device.</summary>
internal sealed class LiveRun : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly List<JsonElement> seen = [];

    private LiveRun(Process process) => this.process = process;

    /// <summary>Why nothing can be captured from the loopback device here; null where it can.</summary>
    public static string? Obstacle
    {
        get
        {
            if (OperatingSystem.IsWindows()) return "there is no loopback device lo";
            try
            {
                return NetworkDevice.List().FirstOrDefault(device => device.Name == "lo") is { } loopback ? loopback.Problem : "there is no loopback device lo";
            }
            catch (UserError missing)
            {
                return missing.Message;
            }
        }
    }

    /// <summary>Everything on standard error so far.</summary>
    public string Errors
    {
        get { lock (errors) return errors.ToString(); }
    }

    /// <summary>Starts the program and waits until it says that it is watching.</summary>
    public static async Task<LiveRun> Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "siptrace.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var run = new LiveRun(Process.Start(start)!);
        var watching = new TaskCompletionSource();
        run.process.ErrorDataReceived += (_, line) =>
        {
            lock (run.errors) run.errors.AppendLine(line.Data);
            if (line.Data is null || line.Data.Contains("watching", StringComparison.Ordinal)) watching.TrySetResult();
        };
        run.process.BeginErrorReadLine();
        await watching.Task.WaitAsync(patience);
        return run;
    }

    /// <summary>Waits for an event; null where the program ended before it.</summary>
    public async Task<JsonElement?> Event(Func<JsonElement, bool> isWanted)
    {
        foreach (var old in seen)
        {
            if (isWanted(old)) return old;
        }
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(patience) is { } line)
        {
            var row = JsonDocument.Parse(line).RootElement;
            seen.Add(row);
            if (isWanted(row)) return row;
        }
        return null;
    }

    /// <summary>Waits for the first event of a type.</summary>
    public Task<JsonElement?> Event(string type) => Event(row => row.GetProperty("type").GetString() == type);

    /// <summary>Sends it a signal.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended, and gives its exit status.</summary>
    public async Task<int> End(bool isText = false)
    {
        if (isText) await process.StandardOutput.ReadToEndAsync().WaitAsync(patience);
        else await Event(_ => false);
        await process.WaitForExitAsync().WaitAsync(patience);
        return process.ExitCode;
    }

    /// <summary>Sends datagrams between ports of 127.0.0.1: <c>(from, to, text)</c>.</summary>
    public static void Send(IEnumerable<(int From, int To, byte[] Payload)> datagrams)
    {
        var sockets = new Dictionary<int, Socket>();
        foreach (var (from, to, payload) in datagrams)
        {
            if (!sockets.TryGetValue(from, out var socket))
            {
                sockets.Add(from, socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
                socket.Bind(new IPEndPoint(IPAddress.Loopback, from));
            }
            socket.SendTo(payload, new IPEndPoint(IPAddress.Loopback, to));
        }
        foreach (var socket in sockets.Values) socket.Dispose();
    }

    /// <summary>Two ports of the loopback device that nobody uses.</summary>
    public static (int Caller, int Callee) FreePorts()
    {
        using var one = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        one.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (((IPEndPoint)one.LocalEndPoint!).Port, ((IPEndPoint)other.LocalEndPoint!).Port);
    }

    /// <summary>A SIP message between those ports.</summary>
    public static byte[] Message(string start, string callId, string cseq, string body = "") => Encoding.ASCII.GetBytes(
        $"{(char.IsDigit(start[0]) ? "SIP/2.0 " + start : start + " sip:bob@127.0.0.1 SIP/2.0")}\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK{cseq[0]}{callId}\r\n"
        + $"From: <sip:alice@127.0.0.1>;tag=a\r\nTo: <sip:bob@127.0.0.1>{(start.StartsWith("INVITE", StringComparison.Ordinal) ? "" : ";tag=b")}\r\n"
        + $"Call-ID: {callId}\r\nCSeq: {cseq}\r\n{(body.Length > 0 ? "Content-Type: application/sdp\r\n" : "")}Content-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>A whole call.</summary>
    public static IEnumerable<(int From, int To, byte[] Payload)> Call(int caller, int callee, string callId) =>
    [
        (caller, callee, Message("INVITE", callId, "1 INVITE")),
        (callee, caller, Message("180 Ringing", callId, "1 INVITE")),
        (callee, caller, Message("200 OK", callId, "1 INVITE")),
        (caller, callee, Message("ACK", callId, "1 ACK")),
        (caller, callee, Message("BYE", callId, "2 BYE")),
        (callee, caller, Message("200 OK", callId, "2 BYE")),
    ];

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
