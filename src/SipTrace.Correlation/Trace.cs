using System.Text;
using SipTrace.Correlation.Flows;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

/// <summary>Everything learned from the frames so far. Only the <see cref="Correlator"/> writes; everybody else reads.</summary>
public sealed partial class Trace
{
    internal const long InPieces = -1;
    private const long FirstOwned = -2;

    private readonly ByteSource bytes;
    private readonly List<byte[]> ownedTexts = [];
    private readonly ChunkedList<Piece> carriers = new();    // of a message: how many there are, then they
    private readonly List<Call> calls = [];
    private readonly List<int> strays = [];
    private readonly List<string> methods = [];

    internal Trace(ByteSource bytes, RtpStreamTable rtp)
    {
        this.bytes = bytes;
        Rtp = rtp;
        Relays.IndexOf(default);
        Stun = new StunTable(this);
        Turn = new TurnTable(this);
        Fax = new FaxTable(this);
    }

    /// <summary>The calls in the order of their first packets.</summary>
    public IReadOnlyList<Call> Calls => calls;

    /// <summary>Every SIP message, in the order of arrival.</summary>
    public ChunkedList<SipMessage> Messages { get; } = new();

    /// <summary>The indices, in <see cref="Messages"/>, of messages without a Call-ID: they belong to no call.</summary>
    public IReadOnlyList<int> Strays => strays;

    /// <summary>The SIP endpoints that messages name by index.</summary>
    public EndpointTable Endpoints { get; } = new();

    /// <summary>The TURN relays that packets were unwrapped from; index 0 stands for none.</summary>
    public EndpointTable Relays { get; } = new();

    /// <summary>The endpoints that SDP announced.</summary>
    public MediaEndpoints Media { get; } = new();

    /// <summary>The RTP streams.</summary>
    public RtpStreamTable Rtp { get; }

    /// <summary>What RTCP said about them.</summary>
    public RtcpTable Rtcp { get; } = new();

    /// <summary>The DTLS handshakes.</summary>
    public DtlsTable Dtls { get; } = new();

    /// <summary>The T.38 streams.</summary>
    public FaxTable Fax { get; }

    /// <summary>What ICMP says cannot be reached.</summary>
    public UnreachableTable Unreachables { get; } = new();

    /// <summary>The STUN transactions, ICE checks among them.</summary>
    public StunTable Stun { get; }

    /// <summary>The TURN allocations.</summary>
    public TurnTable Turn { get; }

    /// <summary>When each capture point was looked at.</summary>
    public CaptureWindows Windows { get; } = new();

    /// <summary>Who kept a NAT awake, and when.</summary>
    public KeepAlives KeepAlives { get; } = new();

    /// <summary>Counts over the whole capture.</summary>
    public Statistics Statistics { get; } = new();

    /// <summary>The method of a message (for a response: of its CSeq), as the wire spells it.</summary>
    public string MethodOf(in SipMessage message) => methods[message.MethodIndex];

    /// <summary>The number that messages name a method by; false where none has it.</summary>
    internal bool TryGetMethod(string method, out int index) => (index = methods.IndexOf(method)) >= 0;

    /// <summary>The octets of a message, read again where they are not owned.</summary>
    /// <param name="message">The message.</param>
    /// <param name="buffer">Where there is room for what is read; null: it gets memory of its own.</param>
    public ReadOnlyMemory<byte> TextOf(in SipMessage message, OctetBuffer? buffer = null)
    {
        if (message.Offset <= FirstOwned) return ownedTexts[(int)(FirstOwned - message.Offset)];
        if (message.Offset >= 0) return bytes.Read(new ByteSlice(message.File, message.Offset, message.Length), buffer);
        return Joined(message, buffer);
    }

    // What several frames carried. Those that follow each other, as fragments do, are read at once.
    private ReadOnlyMemory<byte> Joined(in SipMessage message, OctetBuffer? buffer)
    {
        const int between = 128, ahead = 2048;      // headers between two of them, and what is worth reading before it is asked for
        var text = buffer is null ? new byte[message.Length] : buffer.Take(message.Length);
        var (start, read) = (0L, ReadOnlyMemory<byte>.Empty);
        var rest = text.Span;
        for (var i = 1; i <= carriers[message.Carriers].Frame; i++)
        {
            var piece = carriers[message.Carriers + i];
            if (piece.Offset < start || piece.Offset + piece.Length > start + read.Length)
            {
                var length = Math.Max(piece.Length, Math.Min(rest.Length, ahead) + between);
                (start, read) = (piece.Offset, bytes.Read(new ByteSlice(message.File, piece.Offset, length), buffer));
            }
            var part = read.Span[(int)(piece.Offset - start)..];
            part = part[..Math.Min(Math.Min(piece.Length, part.Length), rest.Length)];
            part.CopyTo(rest);
            rest = rest[part.Length..];
        }
        rest.Clear();
        return text;
    }

    /// <summary>The octets of a STUN request, as they were kept or are read again; empty where none was seen.</summary>
    public ReadOnlyMemory<byte> RequestOf(int transaction, OctetBuffer? buffer = null)
    {
        var kept = Stun.CheckOf(transaction);
        if (!kept.IsEmpty) return kept;
        ref var request = ref Stun.Transactions[transaction];
        return Read(request.File, request.Place, request.Length, buffer);
    }

    /// <summary>The octets of the answer to a STUN request, read again; empty where none was seen or kept.</summary>
    public ReadOnlyMemory<byte> AnswerOf(int transaction, OctetBuffer? buffer = null)
    {
        ref var request = ref Stun.Transactions[transaction];
        return Read(request.File, request.AnswerPlace, request.AnswerLength, buffer);
    }

    /// <summary>The octets of a repetition of a STUN request, or of its answer, that differs from the first; empty where none did.</summary>
    internal ReadOnlyMemory<byte> AlteredOf(int transaction, bool isAnswer) =>
        Stun.TryFindAltered(transaction, isAnswer, out var at) ? Read(Stun.Transactions[transaction].File, at.Place, at.Length) : default;

    /// <summary>The frames that carried a message, in the order of its octets: one, or several where it was fragmented or cut into segments.</summary>
    public IReadOnlyList<int> FramesOf(in SipMessage message)
    {
        if (message.Carriers == 0) return [message.Frame];
        List<int> frames = [];
        for (var i = 1; i <= carriers[message.Carriers].Frame; i++)
        {
            var frame = carriers[message.Carriers + i].Frame;
            if (!frames.Contains(frame)) frames.Add(frame);
        }
        return frames;
    }

    /// <summary>The indices of a call's messages in <see cref="Messages"/>, in the order of arrival.</summary>
    public IEnumerable<int> MessagesOf(Call call)
    {
        for (var index = call.FirstMessage; ; index = Messages[index].Next)
        {
            yield return index;
            if (index == call.LastMessage) yield break;
        }
    }

    /// <summary>The m= line that packets between two sockets belong to as far as is known now, and by what; the default value for none.</summary>
    /// <param name="relay">Index of the TURN relay they were unwrapped from; 0 for none.</param>
    /// <param name="source">The sender.</param>
    /// <param name="destination">The receiver.</param>
    public StreamOwner OwnerOf(int relay, Endpoint source, Endpoint destination) => RtpClaims.OwnerOf(this, relay, source, destination, out _);

    /// <summary>How a stream is encrypted, as a handshake between its sockets or else SDP says.</summary>
    public MediaProtection ProtectionOf(RtpStream stream)
    {
        var key = stream.Key;
        if (Dtls.Find(key.Point, key.Relay, key.Source, key.Destination) is not null) return MediaProtection.Dtls;
        var owner = stream.Owner;
        if (owner.Announcement is not { } mine || owner.Media is not { } media) return MediaProtection.Unknown;
        var theirs = mine.Call.Announcements.LastOrDefault(other => other.IsFromCaller != mine.IsFromCaller && other.Media.Count > owner.MediaIndex);
        // SRTP is on where both sides give keys: an offer of keys may be answered in clear.
        if (media.HasCrypto && (theirs is null || theirs.Media[owner.MediaIndex].HasCrypto)) return MediaProtection.Sdes;
        return media is { IsSecure: true, HasCrypto: false } ? MediaProtection.Dtls : MediaProtection.None;
    }

    internal ReadOnlyMemory<byte> Read(int file, long place, int length, OctetBuffer? buffer = null) => place <= FirstOwned
        ? ownedTexts[(int)(FirstOwned - place)]
        : place >= 0 ? bytes.Read(new ByteSlice(file, place, length), buffer) : default;

    /// <summary>A message has joined its call: the call, and the index of the message. Told while frames are taken.</summary>
    public event Action<Call, int>? MessageAdded;

    internal void Tell(Call call, int message) => MessageAdded?.Invoke(call, message);

    internal void Add(Call call) => calls.Add(call);

    internal void AddStray(int message) => strays.Add(message);

    internal int AddOwned(byte[] text)
    {
        OwnedBytes += text.Length;
        ownedTexts.Add(text);
        return ownedTexts.Count - 1;
    }

    internal static long OwnedOffset(int index) => FirstOwned - index;

    internal int AddCarriers(ReadOnlySpan<Piece> pieces)
    {
        // Index 0 stands for a message in one frame.
        if (carriers.Count == 0) carriers.Add(default);
        var first = carriers.Add(new Piece(pieces.Length, 0, 0));
        foreach (var piece in pieces) carriers.Add(piece);
        return first;
    }

    internal ushort IndexOfMethod(ReadOnlySpan<byte> method, TextPool texts)
    {
        const int usual = 8;
        for (var i = 0; i < Math.Min(usual, methods.Count); i++)
        {
            if (Ascii.Equals(method, methods[i])) return (ushort)i;
        }
        var name = texts.Get(method);
        var index = methods.IndexOf(name);
        if (index >= 0) return (ushort)index;
        if (methods.Count >= MaxMethods || (methods.Count >= MaxLongMethods && name.Length > LongMethod)) return 0;
        methods.Add(name);
        return (ushort)(methods.Count - 1);
    }

    // A wire can name methods without end; more than these share the first.
    private const int MaxMethods = 1000, MaxLongMethods = 100, LongMethod = 256;
}
