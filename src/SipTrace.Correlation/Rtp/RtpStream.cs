using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>
/// One source on one path: its counts after RFC 3550, updated in place. A packet that repeats a number counts as captured and as
/// duplicate, and feeds nothing else.
/// </summary>
/// <remarks>
/// Jitter needs the clock: that of the negotiated or static format, else the usual rate nearest to how fast the timestamps move, once 16
/// packets tell. It is not fed by telephone events and comfort noise, nor by the first packet after a change of payload type, a restart,
/// or the start of a talkspurt (the marker, in audio).
/// </remarks>
public sealed partial class RtpStream
{
    private const uint CopyMicroseconds = 5000;

    private readonly RtpStreamKey key;
    private RtpSequence sequence;
    private RtpJitter jitter;
    private RtpEvidence evidence;
    private RtpDigits digits;
    private RtpFormatUses formats;
    private RecentArrivals arrivals;
    private Timestamp lastArrival;
    private long maxDeltaNanoseconds;
    private uint lastTimestamp, lastAdvance;
    private byte formatCount, current, lastFed = NoPayloadType;
    private bool wasSilent, wasMarked;

    private const byte NoPayloadType = 255;

    /// <summary>Octets of memory that it takes without its runs, with its places in tables.</summary>
    internal const int BareSize = 760;

    internal RtpStream(in RtpStreamKey key, int file, int frame, Timestamp time)
    {
        this.key = key;
        FirstFile = file;
        FirstFrame = frame;
        FirstTime = LastTime = time;
    }

    /// <summary>Where it was captured, its path and its source.</summary>
    public RtpStreamKey Key => key;

    /// <summary>Why it counts as RTP.</summary>
    public StreamProof Proof { get; private set; }

    /// <summary>Whether it counts as RTP at all; if not it is a candidate that must not be shown.</summary>
    public bool IsProven => Proof != StreamProof.None;

    /// <summary>The m= line it belongs to; the default value for none.</summary>
    public StreamOwner Owner { get; private set; }

    /// <summary>The call it belongs to; null for none.</summary>
    public Call? Call => Owner.Call;

    /// <summary>The input of its first packet.</summary>
    public int FirstFile { get; }

    /// <summary>The frame of its first packet.</summary>
    public int FirstFrame { get; }

    /// <summary>When its first packet came.</summary>
    public Timestamp FirstTime { get; private set; }

    /// <summary>When its last packet came.</summary>
    public Timestamp LastTime { get; private set; }

    /// <summary>Packets captured, repeated ones included.</summary>
    public int Packets { get; private set; }

    /// <summary>Octets of RTP on the wire, header included, repeated packets left out.</summary>
    public long Bytes { get; private set; }

    /// <summary>Sequence numbers received, each counted once.</summary>
    public int Unique => sequence.Unique;

    /// <summary>Sequence numbers from the lowest to the highest, over all restarts.</summary>
    public int Expected => sequence.Expected;

    /// <summary>Numbers that never came: expected less unique.</summary>
    public int Lost => Math.Max(0, sequence.Expected - sequence.Unique);

    /// <summary>Packets that repeat a sequence number.</summary>
    public int Duplicates => sequence.Duplicates;

    /// <summary>
    /// Those of the duplicates that came within 5 ms of the original: the capture saw one packet twice, on two interfaces or before and
    /// after a bridge.
    /// </summary>
    public int Copies { get; private set; }

    /// <summary>Packets that came after one with a higher number.</summary>
    public int OutOfOrder => sequence.Late;

    /// <summary>How often the numbers began anew.</summary>
    public int Restarts => sequence.Restarts;

    /// <summary>Lone packets whose numbers lie far from all others; counted as captured and nowhere else.</summary>
    public int Strays => sequence.Strays;

    /// <summary>How many runs of missing numbers there are.</summary>
    public int LossRuns => Lost == 0 ? 0 : sequence.Finished().LossRuns;

    /// <summary>The longest run of missing numbers.</summary>
    public int MaxBurstLost => Lost == 0 ? 0 : sequence.Finished().LongestLossRun;

    /// <summary>
    /// BurstR of the E-model (G.107 §3.5): the mean run of loss over the mean run that random loss would make; at least 1.
    /// </summary>
    public double BurstRatio
    {
        get
        {
            var runs = LossRuns;
            return runs == 0 ? 1 : Math.Max(1, (double)Lost / runs * (1 - (double)Lost / Expected));
        }
    }

    /// <summary>Mean jitter in milliseconds; null where no clock is known or no two packets could be compared.</summary>
    public double? MeanJitterMs => jitter.MeanMs;

    /// <summary>Jitter after the last packet, in milliseconds; null as for <see cref="MeanJitterMs"/>.</summary>
    public double? PresentJitterMs => jitter.PresentMs;

    /// <summary>Highest jitter in milliseconds; null as for <see cref="MeanJitterMs"/>.</summary>
    public double? MaxJitterMs => jitter.MaxMs;

    /// <summary>The clock that jitter is measured with; 0 where unknown.</summary>
    public int ClockRateHz => jitter.ClockRateHz;

    /// <summary>Whether that clock is only the nearest to how fast the timestamps move.</summary>
    public bool IsClockGuessed { get; private set; }

    /// <summary>The longest time between two packets within a talkspurt.</summary>
    public TimeSpan MaxDelta => new(maxDeltaNanoseconds / 100);

    /// <summary>How far the timestamp moves from packet to packet, as last seen twice in a row; 0 where it never did.</summary>
    public uint TimestampStep { get; private set; }

    /// <summary>
    /// How often the sender paused: the timestamp leapt while no number is missing, or a marker began a talkspurt after comfort noise.
    /// </summary>
    public int Silences { get; private set; }

    /// <summary>The digits of its telephone events (RFC 4733); empty where none.</summary>
    public string Digits => digits.Text ?? "";

    /// <summary>
    /// The payload types in the order of their first packets. Only four are told apart: the last place counts all further ones.
    /// </summary>
    public ReadOnlySpan<RtpFormatUse> Formats => ((ReadOnlySpan<RtpFormatUse>)formats)[..formatCount];

    /// <summary>Whether it is too short to prove itself, and nothing speaks against it.</summary>
    internal bool MayBeProvenByAnswer => formatCount == 1 && evidence.IsShortAndSound(sequence.Unique);

    /// <summary>Raises the proof; one that is weaker than the present one changes nothing.</summary>
    internal void Prove(StreamProof proof)
    {
        if (proof > Proof) Proof = proof;
    }
}
