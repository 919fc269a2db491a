package history

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// sample is one file of a format with what must be read out of it.
type sample struct {
	name, text, zone string
	format           string
	missing          []Field
	queues           []string
	rows             []string // see brief
}

// samples are made up after the headers of formats.md §4.1; the figures are
// invented.
var samples = []sample{
	{
		name: "canonical", format: "canonical",
		text: "interval_start_utc,interval_s,queue_ext_id,channel,offered,answered,answered_within,threshold_s,abandoned,short_abandoned,short_cut_s,handled,talk_s,hold_s,acw_s,wait_answered_s,attribution\n" +
			"2026-03-02T08:00:00Z,1800,Billing,voice,100,95,80,20,5,2,5,95,14250,950,1900,1140,arrival\n",
		queues: []string{"Billing (voice)"},
		rows:   []string{"2026-03-02T08:00Z 30m q0 offered=100 answered=95 answered_within=80 threshold_s=20 abandoned=5 short_abandoned=2 short_cut_s=5 handled=95 talk_s=14250 hold_s=950 acw_s=1900 wait_answered_s=1140 arrival"},
	},
	{
		name: "Amazon Connect forecast import", format: "amazon_connect_forecast",
		text: "QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,AverageHandleTime,ContactsHandled\n" +
			"Billing,q-1,VOICE,2026-03-02T08:00:00Z,15mins,10,181.5,9\n" +
			"Billing,q-1,CHAT,2026-03-02T08:00:00Z,30mins,4,600,4\n",
		queues: []string{"Billing (voice)", "Billing (chat)"},
		rows: []string{
			"2026-03-02T08:00Z 15m q0 offered=10 handled=9 handle_s=1634 arrival from_average",
			"2026-03-02T08:00Z 30m q1 offered=4 handled=4 handle_s=2400 arrival from_average",
		},
	},
	{
		name: "Amazon Connect metrics", format: "amazon_connect_metrics", zone: "Europe/London",
		text: "\ufeffQueue;StartInterval;Contacts queued;Contacts handled incoming;Contacts abandoned;Average handle time;Average queue answer time;Service level 60 seconds;Contacts answered in 20 seconds;Contacts abandoned in 20 seconds\n" +
			"Billing;2026-07-01 09:00;20;18;2;00:03:10;12,5;0,8;15;1\n" +
			"Billing;2026-07-01 09:15;20;20;0;190;7,25;0,9;17;0\n",
		queues: []string{"Billing"},
		rows: []string{
			"2026-07-01T08:00Z 15m q0 offered=20 answered_within=15 threshold_s=20 abandoned=2 abandoned_within=1 handled=18 handle_s=3420 wait_answered_s=225 from_average",
			"2026-07-01T08:15Z 15m q0 offered=20 answered_within=17 threshold_s=20 abandoned=0 abandoned_within=0 handled=20 handle_s=3800 wait_answered_s=145 from_average",
		},
	},
	{
		name: "Genesys Cloud import", format: "genesys_cloud_import",
		text: "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,Total Handle Time (Seconds)\n" +
			"2026-03-02T08:00:00Z,Support,Voice,German|||Gold,de,5,4,900\n" +
			"2026-03-02T08:15:00.000Z,Support,Voice,,,3,4,700\n",
		missing: []Field{}, queues: []string{"Support (voice)"},
		rows: []string{
			"2026-03-02T08:00Z 15m q0 part1 offered=5 handled=4 handle_s=900 mixed",
			"2026-03-02T08:15Z 15m q0 part2 offered=3 handled=4 handle_s=700 mixed handled_above_offered",
		},
	},
	{
		name: "Genesys Cloud import without the unit", format: "genesys_cloud_import",
		text: "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,Total Handle Time\n" +
			"2026-03-02T08:00:00Z,Support,chat,,,5,4,900\n2026-03-02T08:30:00Z,Support,chat,,,5,4,900\n",
		queues: []string{"Support (chat)"},
		rows:   []string{"2026-03-02T08:00Z 30m q0 part1 offered=5 handled=4 handle_s=900 mixed", "2026-03-02T08:30Z 30m q0 part1 offered=5 handled=4 handle_s=900 mixed"},
	},
	{
		name: "Genesys Cloud performance view", format: "genesys_cloud_performance", zone: "Asia/Shanghai",
		text: "Interval Start,Interval End,Interval Complete,Filters,Media Type,Queue Name,Offered,Answered,Abandoned,Total Handle\n" +
			"2026-03-02 08:00,2026-03-02 08:30,TRUE,,voice,Support,5,4,1,900000\n" +
			"2026-03-02 08:30,2026-03-02 09:00,FALSE,,voice,Support,2,1,0,100000\n",
		queues: []string{"Support (voice)"},
		rows:   []string{"2026-03-02T00:00Z 30m q0 offered=5 answered=4 abandoned=1 handle_s=900 mixed", "note 3 partial_interval"},
	},
	{
		name: "Avaya CMS hsplit", format: "avaya_cms_hsplit", zone: "America/New_York",
		text: "ROW_DATE|STARTTIME|INTRVL|ACD|SPLIT|CALLSOFFERED|ACDCALLS|ABNCALLS|ACCEPTABLE|SERVICELEVEL|ANSTIME|ABNTIME|ACDTIME|HOLDTIME|ACWTIME|I_STAFFTIME|OUTFLOWCALLS\n" +
			"2026-03-02|0|30|1|401|0|0|0|0|20|0|0|0|0|0|1800|0\n" +
			"2026-03-02|930|30|1|401|40|38|1|30|20|380|25|7600|100|950|18000|1\n",
		queues: []string{"401"},
		rows: []string{
			"2026-03-02T05:00Z 30m q0 offered=0 answered_within=0 threshold_s=20 abandoned=0 flow_out=0 handled=0 talk_s=0 hold_s=0 acw_s=0 wait_answered_s=0 wait_abandoned_s=0 staffed_s=1800 when_call_ends",
			"2026-03-02T14:30Z 30m q0 offered=40 answered_within=30 threshold_s=20 abandoned=1 flow_out=1 handled=38 talk_s=7600 hold_s=100 acw_s=950 wait_answered_s=380 wait_abandoned_s=25 staffed_s=18000 when_call_ends",
		},
	},
	{
		name: "Five9", format: "five9_acd", zone: "UTC",
		text: "SKILL,DATE,TIME,CALLS count,SERVICE LEVEL count,ABANDONED count,SPEED OF ANSWER,TRANSFERS count\n" +
			"Sales,03/13/2026,09:30,10,8,1,00:00:12,0\nSales,03/13/2026,10:00,10,8,0,00:00:10,0\nTotal,,,20,16,1,00:00:11,0\n",
		queues: []string{"Sales"},
		rows:   []string{"2026-03-13T09:30Z 30m q0 offered=10 answered_within=8 abandoned=1 handled=9 wait_answered_s=108 from_average handled_derived", "2026-03-13T10:00Z 30m q0 offered=10 answered_within=8 abandoned=0 handled=10 wait_answered_s=100 from_average handled_derived", "note 4 total_row"},
	},
	{
		name: "Calabrio without header", format: "calabrio_forecast", zone: "Europe/Stockholm",
		text:   "Insurance,20260302 08:00,20260302 08:15,17,179,10,4.05\nInsurance,20260302 08:15,20260302 08:30,20,180,10,5\n",
		queues: []string{"Insurance"},
		rows: []string{
			"2026-03-02T07:00Z 15m q0 offered=17 handled=17 talk_s=3043 acw_s=170 from_average handled_derived",
			"2026-03-02T07:15Z 15m q0 offered=20 handled=20 talk_s=3600 acw_s=200 from_average handled_derived",
		},
	},
	{
		name: "home-made", format: Generic, zone: "Asia/Shanghai",
		text:   "Report of March;;\n\nDate;Time;Queue;Calls Offered;AHT\n13.3.2026;8:00;Line 1;1.200;3:20\n13.3.2026;8:30;Line 1;7;200,5\nGrand total;;;1.207;\n",
		queues: []string{"Line 1"},
		rows:   []string{"2026-03-13T00:00Z 30m q0 offered=1200 handled=1200 handle_s=240000 from_average handled_derived", "2026-03-13T00:30Z 30m q0 offered=7 handled=7 handle_s=1404 from_average handled_derived", "note 6 total_row"},
	},
	{
		name: "Chinese, in GB18030", format: Generic, zone: "Asia/Shanghai",
		text:   "\xbf\xaa\xca\xbc\xca\xb1\xbc\xe4,\xb6\xd3\xc1\xd0,\xba\xf4\xc8\xeb\xc1\xbf\n2026-03-02 08:00,\xbf\xcd\xb7\xfe,12\n2026-03-02 08:15,\xbf\xcd\xb7\xfe,13\n",
		queues: []string{"客服"},
		rows:   []string{"2026-03-02T00:00Z 15m q0 offered=12", "2026-03-02T00:15Z 15m q0 offered=13"},
	},
}

// brief shows what is known of a row in one line.
func brief(r *Row) string {
	parts := []string{time.Unix(r.Start, 0).UTC().Format("2006-01-02T15:04Z"), strings.TrimSuffix((time.Duration(r.IntervalS) * time.Second).String(), "0s"), "q" + string('0'+r.Queue)}
	if r.Part != 0 {
		parts = append(parts, "part"+string('0'+r.Part))
	}
	for f := range figureCount {
		if r.Figures.Known(f) {
			parts = append(parts, f.String()+"="+itoa(r.Figures[f]))
		}
	}
	if r.Attribution != AttributionUnknown {
		parts = append(parts, r.Attribution.String())
	}
	return strings.Join(append(parts, r.Flags.Names()...), " ")
}

func itoa(v int64) string {
	if v < 10 {
		return string(rune('0' + v))
	}
	return itoa(v/10) + string(rune('0'+v%10))
}

// readFile reads a whole text with the proposed mapping, changed by edit.
func readFile(t testing.TB, text string, edit func(*Mapping)) (rows []string, s *Source) {
	t.Helper()
	s, err := Open(strings.NewReader(text), int64(len(text)), "f.csv")
	if err != nil {
		return []string{err.Error()}, nil
	}
	m := s.Recognised.Mapping
	if edit != nil {
		edit(&m)
	}
	for row, err := range s.Rows(m) {
		var bad *RowError
		if errors.As(err, &bad) && bad.Note() {
			rows = append(rows, "note "+itoa(int64(bad.Line))+" "+string(bad.Code))
		} else if err != nil {
			rows = append(rows, err.Error())
		} else {
			rows = append(rows, brief(row))
		}
	}
	return rows, s
}

func TestEveryFormatIsRecognisedByItsHeaderAndReadUnmodified(t *testing.T) {
	for _, c := range samples {
		t.Run(c.name, func(t *testing.T) {
			rows, s := readFile(t, c.text, func(m *Mapping) { m.Zone = c.zone })
			if s == nil {
				t.Fatal(rows[0])
			}
			if s.Recognised.Format != c.format {
				t.Errorf("format %q, want %q (header %q)", s.Recognised.Format, c.format, s.Recognised.Header)
			}
			if len(s.Recognised.Missing) > 0 {
				t.Errorf("missing %q, want nothing", s.Recognised.Missing)
			}
			if diff := cmp.Diff(c.rows, rows); diff != "" {
				t.Errorf("rows of\n%s(-want +got):\n%s", c.text, diff)
			}
			var queues []string
			for _, q := range s.Queues() {
				queues = append(queues, q.String())
			}
			if diff := cmp.Diff(c.queues, queues); diff != "" {
				t.Errorf("queues (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheSameFileCompressedReadsTheSame(t *testing.T) {
	for _, c := range samples {
		plain, _ := readFile(t, c.text, func(m *Mapping) { m.Zone = c.zone })
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, _ = w.Write([]byte(c.text))
		_ = w.Close()
		unpacked, s := readFile(t, packed.String(), func(m *Mapping) { m.Zone = c.zone })
		if s == nil || !s.Recognised.Compressed {
			t.Fatalf("%s: gzip was not recognised: %q", c.name, unpacked)
		}
		if diff := cmp.Diff(plain, unpacked); diff != "" {
			t.Errorf("%s (-plain +gzip):\n%s", c.name, diff)
		}
	}
}

func TestDaysAreRefusedSinceNoRulePlacesThemIntoIntervals(t *testing.T) {
	rows, s := readFile(t, "ROW_DATE,ACD,SPLIT,CALLSOFFERED,ACDCALLS,ABNCALLS,ACDTIME\n2026-03-02,1,401,900,880,20,158400\n", func(m *Mapping) { m.Zone = "UTC" })
	if s.Recognised.Format != "avaya_cms_dsplit" {
		t.Errorf("format %q, want avaya_cms_dsplit", s.Recognised.Format)
	}
	want := []string{"f.csv:1: the rows are totals of whole days (Avaya CMS split/skill days (dsplit)); expected intervals of 5, 15, 30 or 60 minutes, such as the hsplit table holds"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	rows, _ = readFile(t, "QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,AverageHandleTime,ContactsHandled\nA,q,VOICE,2026-03-02T00:00:00Z,daily,10,1,9\n", nil)
	want = []string{`f.csv:2:IntervalDuration: "daily"; expected 15, 30 or 60 minutes, such as 30 or 30mins; totals of whole days cannot be placed into intervals`}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEveryFormatIsWellFormed(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Formats() {
		if seen[f.Code] || f.Code == "" || f.Name == "" || len(f.Needs) == 0 {
			t.Errorf("format %+v: code twice, or no name, or no needs", f)
		}
		seen[f.Code] = true
		for _, c := range f.Columns {
			if !IsField(c.Field) {
				t.Errorf("%s: %q is no field", f.Code, c.Field)
			}
			for _, name := range c.Names {
				if fold(name) != name {
					t.Errorf("%s: column name %q is not folded", f.Code, name)
				}
			}
		}
		again, ok := FormatByCode(f.Code)
		if !ok || again.Name != f.Name {
			t.Errorf("format %q is not found by its code", f.Code)
		}
	}
}

func TestTheThresholdComesFromTheColumnsName(t *testing.T) {
	cases := []struct {
		header string
		want   int
	}{
		{"Contacts answered in 20 seconds", 20},
		{"Contacts answered 40 seconds", 40},
		{"Contacts answered in 60 seconds,Contacts answered in 30 seconds", 30},
		{"Contacts answered in 10 seconds,Contacts answered in 20 seconds,Contacts answered in 5 seconds", 20},
	}
	for _, c := range cases {
		s, err := Open(strings.NewReader("Queue,StartInterval,Contacts queued,"+c.header+"\n"), -1, "f.csv")
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Recognised.Mapping.ThresholdS; got != c.want {
			t.Errorf("%s: threshold %d, want %d", c.header, got, c.want)
		}
	}
}
