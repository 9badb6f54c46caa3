using System.CommandLine;
using System.Globalization;
using SipTrace.Capture;

namespace SipTrace.Commands;

/// <summary>The options of live capture, in the order of the help: those of <c>watch</c>, and of the screens where they show a wire.</summary>
internal sealed class LiveOptionSet : OptionGroup
{
    private readonly Option<string[]> devices, hepListen;
    private readonly Option<string?> hepSend, hepId, hepKey, hepVersion, rotateSize, rotateTime, keepFiles, onlyCalls, store, limit, memory;
    private readonly Option<string?> snapLength, buffer, user, metrics, duration;
    private readonly Option<bool> noPromiscuous, follow;

    /// <summary>A fresh set, for one parse.</summary>
    public LiveOptionSet()
    {
        devices = Many("DEV", "capture from this device (any: from all); repeatable", "--device", "-d");
        hepListen = Many("WHERE", "receive HEP: udp:ADDRESS:PORT or tcp:ADDRESS:PORT; repeatable", "--hep-listen", "-L");
        hepSend = One("WHERE", "send SIP, RTCP, stream quality and findings to a HEP collector: udp:HOST:PORT or tcp:HOST:PORT", "--hep-send", "-H");
        hepId = One("N", "the number of this capture agent in HEP", "--hep-id");
        hepKey = One("SECRET", "the key that the collector wants", "--hep-key");
        hepVersion = One("V", "3, or 2 for old collectors", "--hep-version");
        rotateSize = One("MB", "begin another file after so many million octets (in watch also -C)", "--rotate-size");
        rotateTime = One("SECONDS", "begin another file after so much time", "--rotate-time", "-G");
        keepFiles = One("COUNT", "keep so many files, and write over the oldest", "--keep-files", "-W");
        onlyCalls = One("EXPR", "write only packets of calls for which this holds, from their first packet on", "--only-calls");
        store = One("SIZE", "size of the ring of frames on disk that --only-calls and saving look back into (256M)", "--store");
        limit = One("CALLS", "the most calls to remember (20000)", "--limit");
        memory = One("SIZE", "the most memory to remember them in (512M)", "--memory");
        snapLength = One("N", "octets to capture of each packet (262144)", "--snaplen");
        buffer = One("MB", "the kernel's buffer for each device (16)", "--buffer");
        noPromiscuous = Flag("take only packets for this machine", "--no-promiscuous");
        user = One("NAME", "become this user once the devices are open", "--user");
        metrics = One("PORT", "serve OpenMetrics over HTTP, on loopback unless ADDRESS:PORT says otherwise", "--metrics");
        follow = Flag("go on reading files that are still being written", "--follow");
        duration = One("SECONDS", "end after so much time", "--duration");
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>The values that were given.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="sizes">The values of <c>-C</c>, which in <c>watch</c> is tcpdump's: millions of octets.</param>
    public LiveArguments Read(ParseResult result, IReadOnlyList<string> sizes) => new()
    {
        Devices = result.GetValue(devices) ?? [],
        HepListen = result.GetValue(hepListen) ?? [],
        HepSend = result.GetValue(hepSend),
        HepId = (uint)Number("--hep-id", result.GetValue(hepId), 2001, uint.MaxValue),
        HepKey = result.GetValue(hepKey),
        HepVersion = (int)Number("--hep-version", result.GetValue(hepVersion), 3, 3),
        RotateSize = 1_000_000 * Number("--rotate-size", result.GetValue(rotateSize) ?? sizes.LastOrDefault(), 0, 1_000_000),
        RotateTime = TimeSpan.FromSeconds(Number("--rotate-time", result.GetValue(rotateTime), 0, 366 * 86400)),
        KeepFiles = (int)Number("--keep-files", result.GetValue(keepFiles), 0, 1_000_000),
        OnlyCalls = result.GetValue(onlyCalls),
        Store = Size("--store", result.GetValue(store), 256 << 20),
        Limit = (int)Number("--limit", result.GetValue(limit), 20_000, 10_000_000),
        Memory = Size("--memory", result.GetValue(memory), 512 << 20),
        SnapLength = (int)Number("--snaplen", result.GetValue(snapLength), 262_144, 262_144),
        BufferMegabytes = (int)Number("--buffer", result.GetValue(buffer), 16, 1024),
        NoPromiscuous = result.GetValue(noPromiscuous),
        User = result.GetValue(user),
        Metrics = result.GetValue(metrics),
        Follow = result.GetValue(follow),
        Duration = TimeSpan.FromSeconds(Number("--duration", result.GetValue(duration), 0, 366 * 86400)),
    };

    private static long Number(string option, string? text, long usual, long most)
    {
        if (text is null) return usual;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new UserError($"{option}: '{text}' is no number from 1 to {most}");
    }

    private static long Size(string option, string? text, long usual)
    {
        const long megabyte = 1 << 20;
        if (text is null) return usual;
        var unit = char.ToUpperInvariant(text.Length > 0 ? text[^1] : ' ') switch { 'K' => 1L << 10, 'M' => megabyte, 'G' => 1L << 30, _ => 0 };
        var digits = unit == 0 ? text : text[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 1 << 20 && number * (unit == 0 ? megabyte : unit) is >= megabyte and var size
            ? size
            : throw new UserError($"{option}: '{text}' is no size", "write 256M, or 2G; without a letter it is megabytes");
    }
}
