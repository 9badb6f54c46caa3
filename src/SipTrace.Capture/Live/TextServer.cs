using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SipTrace.Capture.Live;

/// <summary>Serves one text over HTTP, the latest that it was given, to whoever asks for any path; for a scraper of metrics.</summary>
public sealed class TextServer : IDisposable
{
    private const int LongestRequest = 4096;
    private const int PatienceMilliseconds = 2000;

    private readonly TcpListener listener;
    private readonly string contentType;
    private readonly Thread thread;
    private volatile string text = "";
    private volatile bool isStopped;

    /// <summary>Listens on a port of the loopback device, or on <c>ADDRESS:PORT</c>.</summary>
    /// <exception cref="UserError">It is no port, or cannot be listened on.</exception>
    public TextServer(string option, string where, string contentType)
    {
        this.contentType = contentType;
        var colon = where.LastIndexOf(':');
        IPAddress? address = IPAddress.Loopback;
        if (!ushort.TryParse(where.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || (colon >= 0 && !IPAddress.TryParse(where.AsSpan(0, colon).Trim("[]"), out address)))
        {
            throw new UserError($"{option}: '{where}' is no port", "write 9100, or ADDRESS:9100");
        }
        listener = new TcpListener(address, port);
        try
        {
            listener.Start();
        }
        catch (SocketException problem)
        {
            throw new UserError($"{option} {where}: cannot be listened on: {problem.Message}");
        }
        thread = new Thread(Run) { IsBackground = true, Name = "metrics" };
        thread.Start();
    }

    /// <summary>The port that is listened on.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Sets what is served from now on. Any thread may call it.</summary>
    public void Show(string latest) => text = latest;

    /// <inheritdoc/>
    public void Dispose()
    {
        isStopped = true;
        listener.Stop();
        thread.Join();
    }

    private void Run()
    {
        while (!isStopped)
        {
            try
            {
                using var client = listener.AcceptSocket();
                (client.ReceiveTimeout, client.SendTimeout) = (PatienceMilliseconds, PatienceMilliseconds);
                Answer(client);
            }
            catch (SocketException)
            {
                // Whoever asked is gone, or the listener was stopped.
            }
        }
    }

    private void Answer(Socket client)
    {
        var request = new byte[LongestRequest];
        int length = 0, count;
        while (length < request.Length && (count = client.Receive(request.AsSpan(length))) > 0)
        {
            length += count;
            if (request.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0) break;
        }
        if (length == 0) return;
        var isGet = request.AsSpan(0, length).StartsWith("GET "u8);
        var body = Encoding.UTF8.GetBytes(isGet ? text : "");
        var head = $"HTTP/1.1 {(isGet ? "200 OK" : "405 Method Not Allowed")}\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        client.Send(Encoding.ASCII.GetBytes(head));
        for (var done = 0; done < body.Length;) done += client.Send(body.AsSpan(done));
        client.Shutdown(SocketShutdown.Send);
    }
}
