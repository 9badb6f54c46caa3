using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SipTrace.Tests.Support;

/// <summary>STUN and TURN of a call text as octets, with true integrity: the passwords are those of the SDP before them.</summary>
internal sealed partial class CallTextStun
{
    private static readonly byte[] cookie = [0x21, 0x12, 0xa4, 0x42];
    private static readonly string[] methods = ["", "binding", "", "allocate", "refresh", "", "send", "data", "permission", "channel"];

    private readonly Dictionary<string, string> passwords = [];
    private readonly Dictionary<string, List<(string Ufrag, string Password)>> owners = [];
    private readonly Dictionary<string, byte[]?> asked = [];

    /// <summary>Learns the ufrags and passwords of a SIP message.</summary>
    public void Learn(byte[] message)
    {
        var text = Encoding.UTF8.GetString(message).Replace("\r\n", "\n");
        var tag = (text.StartsWith("SIP/", StringComparison.Ordinal) ? ToTag() : FromTag()).Match(text).Groups[1].Value;
        var ufrags = Ufrags().Matches(text);
        var pwds = Passwords().Matches(text);
        for (var i = 0; i < ufrags.Count && pwds.Count > 0; i++)
        {
            var (ufrag, password) = (ufrags[i].Groups[1].Value, pwds[Math.Min(i, pwds.Count - 1)].Groups[1].Value);
            passwords[ufrag] = password;
            if (!owners.TryGetValue(tag, out var said)) owners[tag] = said = [];
            said.Remove((ufrag, password));
            said.Add((ufrag, password));
        }
    }

    /// <summary>A Binding request, answer or indication.</summary>
    public byte[] Binding(CallTextEvent e)
    {
        var tid = Tid("tid" + (e.Text("tid") ?? $"{e.Line}"));
        var attributes = new List<byte>();
        switch (e.What)
        {
            case "req":
                var key = AddCredentials(e, attributes);
                if (e.Text("prio") is { } priority) Add(attributes, 0x24, CallTextWire.Octets(uint.Parse(priority)));
                if (e.Text("controlling") is { } controlling) Add(attributes, 0x802a, TieBreaker(controlling));
                if (e.Text("controlled") is { } controlled) Add(attributes, 0x8029, TieBreaker(controlled));
                if (e.Words.Contains("use")) Add(attributes, 0x25, []);
                asked[tid.Key] = key;
                return Finish(1, 0, tid.Octets, attributes, key, e.Text("mi") ?? (key is null ? "none" : "ok"), e.Text("fp") ?? "ok");
            case "ind":
                return Finish(1, 1, tid.Octets, attributes, null, "none", e.Text("fp") ?? "ok");
            default:
                if (e.Address("mapped") is { } mapped) Add(attributes, 0x20, XorAddress(mapped, tid.Octets));
                if (e.What == "err") Add(attributes, 9, Error(e.Number("code")));
                var of = asked.GetValueOrDefault(tid.Key);
                var isUnsigned = of is null || (e.What == "err" && e.Number("code") is 400 or 401 && e.Text("mi") is null);
                return Finish(1, e.What == "err" ? 3 : 2, tid.Octets, attributes, of, isUnsigned ? "none" : e.Text("mi") ?? "ok", e.Text("fp") ?? "ok");
        }
    }

    /// <summary>A TURN message; ChannelData comes without a header of STUN.</summary>
    public byte[] Turn(CallTextEvent e, byte[] media)
    {
        var what = e.What.Split('-');
        if (what[0] == "chandata") return [.. CallTextWire.Octets((ushort)e.Hex("number", 0x4000)), .. CallTextWire.Octets((ushort)media.Length), .. media];
        var method = Array.IndexOf(methods, what[0]);
        var tid = Tid("turn" + (e.Text("tid") ?? $"{e.Line}"));
        var attributes = new List<byte>();
        if (what[0] is "send" or "data")
        {
            Add(attributes, 0x12, XorAddress(e.Address("peer")!, tid.Octets));
            Add(attributes, 0x13, media);
            return Finish(method, 1, tid.Octets, attributes, null, "none", "none");
        }
        if (what.Length == 1)
        {
            if (what[0] == "allocate") Add(attributes, 0x19, [17, 0, 0, 0]);
            if (e.Text("lifetime") is { } lifetime) Add(attributes, 0xd, CallTextWire.Octets(uint.Parse(lifetime)));
            if (e.Address("peer") is { } peer) Add(attributes, 0x12, XorAddress(peer, tid.Octets));
            if (e.Text("number") is not null) Add(attributes, 0xc, [.. CallTextWire.Octets((ushort)e.Hex("number", 0)), 0, 0]);
            var user = e.Text("user") ?? (what[0] is "permission" or "channel" ? "alice" : null);
            byte[]? key = null;
            if (user is not null)
            {
                Add(attributes, 6, Encoding.UTF8.GetBytes(user));
                AddRealm(attributes);
                key = MD5.HashData(Encoding.UTF8.GetBytes($"{user}:example.com:not-in-any-sdp"));
            }
            asked[tid.Key] = key;
            return Finish(method, 0, tid.Octets, attributes, key, key is null ? "none" : "ok", "ok");
        }
        if (e.Address("relayed") is { } relayed) Add(attributes, 0x16, XorAddress(relayed, tid.Octets));
        if (e.Address("mapped") is { } seen) Add(attributes, 0x20, XorAddress(seen, tid.Octets));
        if (e.Text("lifetime") is { } granted) Add(attributes, 0xd, CallTextWire.Octets(uint.Parse(granted)));
        var of = asked.GetValueOrDefault(tid.Key);
        if (what[1] == "err")
        {
            Add(attributes, 9, Error(e.Number("code")));
            if (e.Number("code") is 401 or 438)
            {
                AddRealm(attributes);
                of = null;
            }
        }
        return Finish(method, what[1] == "err" ? 3 : 2, tid.Octets, attributes, of, of is null ? "none" : "ok", "ok");
    }

    private byte[]? AddCredentials(CallTextEvent e, List<byte> attributes)
    {
        if (e.Text("user") is not { } user) return null;
        Add(attributes, 6, Encoding.UTF8.GetBytes(user));
        var receiver = user.Split(':')[0];
        var password = passwords.GetValueOrDefault(receiver, "");
        if (e.Text("mi") == "stale" && owners.Values.FirstOrDefault(said => said.Exists(pair => pair.Ufrag == receiver)) is { } said)
        {
            var at = said.FindLastIndex(pair => pair.Ufrag == receiver);
            if (at > 0) password = said[at - 1].Password;
        }
        return Encoding.UTF8.GetBytes(password);
    }

    private static byte[] Finish(int method, int kind, byte[] tid, List<byte> attributes, byte[]? key, string integrity, string fingerprint)
    {
        var type = (ushort)((method & 0xf) | (method & 0x70) << 1 | (kind & 1) << 4 | (kind & 2) << 7);
        if (key is not null && integrity != "none")
        {
            byte[] signed = [.. Head(attributes.Count + 24), .. attributes];
            var code = HMACSHA1.HashData(key, signed);
            if (integrity == "bad") code[0] ^= 1;
            Add(attributes, 8, code);
        }
        if (fingerprint != "none")
        {
            var crc = Crc([.. Head(attributes.Count + 8), .. attributes]) ^ 0x5354554eu ^ (fingerprint == "bad" ? 1u : 0);
            Add(attributes, 0x8028, CallTextWire.Octets(crc));
        }
        return [.. Head(attributes.Count), .. attributes];

        byte[] Head(int length) => [.. CallTextWire.Octets(type), .. CallTextWire.Octets((ushort)length), .. cookie, .. tid];
    }

    private static uint Crc(byte[] octets)
    {
        var crc = uint.MaxValue;
        foreach (var octet in octets)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
        }
        return ~crc;
    }

    private static void Add(List<byte> attributes, ushort type, byte[] value)
    {
        attributes.AddRange([.. CallTextWire.Octets(type), .. CallTextWire.Octets((ushort)value.Length), .. value]);
        while (attributes.Count % 4 != 0) attributes.Add(0);
    }

    private static void AddRealm(List<byte> attributes)
    {
        Add(attributes, 0x14, "example.com"u8.ToArray());
        Add(attributes, 0x15, "5f2a9c0e"u8.ToArray());
    }

    private static byte[] Error(int code) => [0, 0, (byte)(code / 100), (byte)(code % 100), .. "Error"u8];

    private static byte[] TieBreaker(string hex) => Convert.FromHexString(hex.Replace("0x", "").PadLeft(16, '0'));

    private static byte[] XorAddress(IPEndPoint address, byte[] tid)
    {
        byte[] mask = [.. cookie, .. tid];
        var octets = address.Address.GetAddressBytes();
        return [0, (byte)(octets.Length == 4 ? 1 : 2), .. CallTextWire.Octets((ushort)(address.Port ^ 0x2112)), .. octets.Select((octet, i) => (byte)(octet ^ mask[i]))];
    }

    private static (string Key, byte[] Octets) Tid(string name)
    {
        var octets = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..12];
        return (Convert.ToHexString(octets), octets);
    }

    [GeneratedRegex(@"(?m)^a=ice-ufrag:\s*(\S+)")]
    private static partial Regex Ufrags();

    [GeneratedRegex(@"(?m)^a=ice-pwd:\s*(\S+)")]
    private static partial Regex Passwords();

    [GeneratedRegex(@"(?mi)^(?:from|f)\s*:.*?tag=([^;\s>]+)")]
    private static partial Regex FromTag();

    [GeneratedRegex(@"(?mi)^(?:to|t)\s*:.*?tag=([^;\s>]+)")]
    private static partial Regex ToTag();
}
