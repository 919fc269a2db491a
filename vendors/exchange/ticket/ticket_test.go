package ticket_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/exchange/ticket"
)

// head is the heading of Zendesk's export: its 41 base columns and a custom field.
const head = "Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type," +
	"Created at,Updated at,Assigned at,Organization,Due date,Initially assigned at,Solved at,Resolution time,Satisfaction Score,Group stations,Assignee stations,Reopens,Replies," +
	"First reply time in minutes,First reply time in minutes within business hours,First resolution time in minutes,First resolution time in minutes within business hours," +
	"Full resolution time in minutes,Full resolution time in minutes within business hours,Agent wait time in minutes,Agent wait time in minutes within business hours," +
	"Requester wait time in minutes,Requester wait time in minutes within business hours,On hold time in minutes,On hold time in minutes within business hours,Reason [list]"

// exported writes tickets by the columns that matter, the others empty.
func exported(rows ...map[string]string) string {
	names := strings.Split(head, ",")
	text := head + "\n"
	for _, r := range rows {
		cells := make([]string, len(names))
		for i, name := range names {
			cells[i] = r[name]
			if strings.ContainsAny(cells[i], ",\"\n") {
				cells[i] = `"` + strings.ReplaceAll(cells[i], `"`, `""`) + `"`
			}
		}
		text += strings.Join(cells, ",") + "\n"
	}
	return text
}

func row(id, status, created, solved string, more ...string) map[string]string {
	r := map[string]string{"Id": id, "Status": status, "Created at": created, "Solved at": solved, "Reopens": "0", "Summation column": "1", "Subject": "late, again"}
	for i := 0; i < len(more); i += 2 {
		r[more[i]] = more[i+1]
	}
	return r
}

func shanghai(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestAnExportIsReadAsItComes(t *testing.T) {
	loc := shanghai(t)
	text := "\ufeff" + exported(
		row("11", "Closed", "2026-03-02 08:00", "2026-03-02 20:00", "Reopens", "1", "First reply time in minutes", "25", "Tags", "vip billing", "Satisfaction Score", "Good", "Priority", "Urgent", "Group", "North", "Via", "Mail", "Reason [list]", "charged twice"),
		row("12", "Open", "2026-03-02 09:00:30 +0000", "2026-03-02 10:00:00 +0000"),
	)
	got, err := ticket.Read(strings.NewReader(text), loc)
	if err != nil {
		t.Fatal(err)
	}
	created := time.Date(2026, 3, 2, 8, 0, 0, 0, loc)
	want := []ticket.Ticket{
		{Line: 2, ID: "11", Status: "closed", Priority: "urgent", Group: "North", Via: "Mail", Tags: []string{"vip", "billing"}, Created: created, Answered: created.Add(25 * time.Minute),
			Solved: created.Add(12 * time.Hour), Reopens: 1, Survey: ticket.Good, Additional: map[string]string{"Reason [list]": "charged twice"}, Text: "late, again", Reason: "charged twice"},
		{Line: 3, ID: "12", Status: "open", Tags: []string{}, Created: time.Date(2026, 3, 2, 9, 0, 30, 0, time.UTC), Text: "late, again"}, // opened again: not solved
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func fault(line int, column, found, expected string, want problem.Want) exchange.Fault {
	return exchange.Fault{Line: line, Column: column, Found: found, Expected: expected, Want: want}
}

func TestEveryFaultOfAnExportIsNamed(t *testing.T) {
	loc := shanghai(t)
	read := func(text string) exchange.Faults {
		_, err := ticket.Read(strings.NewReader(text), loc)
		var faults exchange.Faults
		if err != nil && !errors.As(err, &faults) {
			t.Fatal(err)
		}
		return faults
	}
	got := read(exported(
		row("", "open", "2026-03-02 08:00", ""), row("1", "open", "yesterday", ""), row("2", "solved", "2026-03-02 08:00", "2026-03-01 08:00"),
		row("3", "open", "2026-03-02 08:00", "", "Reopens", "-1"), row("4", "open", "2026-03-02 08:00", "", "First reply time in minutes", "soon"), row("5", "open", "2026-03-02 08:00", ""), row("5", "open", "2026-03-02 08:00", ""),
	))
	want := exchange.Faults{
		fault(2, "Id", "nothing", "the ticket's number", problem.Wanting(problem.Needed)), fault(3, "Created at", "yesterday", "a time such as 2026-03-02 08:15", problem.Wanting(problem.TimeText, "2026-03-02 08:15")),
		fault(4, "Solved at", "2026-03-01 08:00", "nothing, or a time after the ticket was created", problem.Wanting(problem.TimeAfterCreated)), fault(5, "Reopens", "-1", "a whole number of 0 or more", problem.Wanting(problem.AtLeastWhole)),
		fault(6, "First reply time in minutes", "soon", "nothing, or minutes of 0 or more", problem.Wanting(problem.Decimal)), fault(8, "Id", "5", "a ticket of its own: line 7 has it", problem.Wanting(problem.OwnLine, 7)),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := read("Id,Status,Created at\n"); len(got) != 2 || got[0].Column != "Solved at" || got[1].Column != "Reopens" {
		t.Errorf("columns missing: %v", got)
	}
	if got := read(""); len(got) != 1 {
		t.Errorf("an empty file: %v", got)
	}
	if got := read(head + "\n\"x"); len(got) != 1 || got[0].Column != "row" {
		t.Errorf("an open quote: %v", got)
	}
}

var march = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

// made is a ticket by hours after the begin of March; −1 never.
func made(created, answered, solved float64) ticket.Ticket {
	at := func(hours float64) time.Time {
		if hours < 0 {
			return time.Time{}
		}
		return march.Add(time.Duration(hours * float64(time.Hour)))
	}
	return ticket.Ticket{Created: at(created), Answered: at(answered), Solved: at(solved)}
}

func month() ticket.Order {
	return ticket.Order{From: march, To: march.AddDate(0, 1, 0), Now: march.Add(100 * time.Hour)}
}

func TestOnlyTicketsThatHadTheirTimeAreCounted(t *testing.T) { // 001-13, 003-18
	reopened := made(0, 0.1, 30)
	reopened.Reopens = 1
	void := made(0, -1, 1)
	void.Tags = []string{"closed_by_merge"}
	got := ticket.Count([]ticket.Ticket{
		made(0, 0.5, 24),          // answered and closed on the dot
		made(1, 0.8+1, 26),        // answered late, closed in two days
		reopened,                  // first solved early, for good after 30 hours
		made(60, 60.2, -1),        // open, and a day has passed but not two
		made(99.8, 99.9, -1),      // too young for anything
		made(100.5, 100.6, 100.7), // from the future
		made(800, -1, -1),         // another month
		void,
	}, month())
	for name, want := range map[string]int64{
		"tickets_raised": 5, "tickets_aged_30m": 4, "tickets_answered_30m": 3, "tickets_aged_24h": 4, "tickets_closed_24h": 1,
		"tickets_aged_48h": 3, "tickets_closed_48h": 3, "tickets_closed": 3, "tickets_reopened": 1,
	} {
		if n, there := got[name]; !there || n != want {
			t.Errorf("%s: %d (%t), want %d", name, n, there, want)
		}
	}
	if _, there := got["key_complaints_aged_3d"]; there {
		t.Error("key complaints are counted although nobody said which they are")
	}
}

func TestKeyComplaintsAreCalledBack(t *testing.T) { // 003-19
	key, late, other := made(0, -1, -1), made(1, -1, -1), made(2, -1, -1)
	key.Marked, key.Key, key.CalledBack = true, true, march.Add(72*time.Hour)
	late.Marked, late.Key = true, true
	other.Marked = true
	o := month()
	got := ticket.Count([]ticket.Ticket{key, late, other}, o)
	if got["key_complaints_aged_3d"] != 2 || got["key_complaints_called_back_3d"] != 1 {
		t.Errorf("%v, want one of two", got)
	}
}

// 003-19: Zendesk keeps no calls back; where a centre has fields for them, they are read.
func TestFieldsOfACentreTellKeyComplaints(t *testing.T) {
	loc := shanghai(t)
	text := "Id,Status,Created at,Solved at,Reopens,Tags,Key complaint [flag],Called back at [txt]\n" +
		"1,open,2026-03-02 08:00,,0,,true,2026-03-04 08:00\n" +
		"2,open,2026-03-02 08:00,,0,key_complaint,,\n" +
		"3,open,2026-03-02 08:00,,0,vip,否,\n"
	list, err := ticket.Read(strings.NewReader(text), loc)
	if err != nil {
		t.Fatal(err)
	}
	o := ticket.Order{From: march, To: march.AddDate(0, 1, 0), Now: march.AddDate(0, 1, 0)}
	if got := ticket.Count(list, o); got["key_complaints_aged_3d"] != 2 || got["key_complaints_called_back_3d"] != 1 {
		t.Errorf("%v, want one of two", got)
	}
	var faults exchange.Faults
	_, err = ticket.Read(strings.NewReader(strings.Replace(strings.Replace(text, "否", "perhaps", 1), "2026-03-04", "2026-03-01", 1)), loc)
	if !errors.As(err, &faults) || len(faults) != 2 || faults[0].Column != "Called back at [txt]" || faults[1].Found != "perhaps" {
		t.Errorf("a call back before the complaint, and a mark that is none: %v", err)
	}
}

func TestTheClockMayKeepOfficeHours(t *testing.T) {
	o := month()
	o.Elapsed = func(from, to time.Time) time.Duration { return to.Sub(from) / 3 }
	got := ticket.Count([]ticket.Ticket{made(0, 1.5, 72), made(50, 50, 60)}, o)
	if got["tickets_closed_24h"] != 1 || got["tickets_aged_24h"] != 1 || got["tickets_answered_30m"] != 2 {
		t.Errorf("a third of the time is office time: %v", got)
	}
}

func TestSurveysCountWhoWasAskedAndWhoAnswered(t *testing.T) {
	var list []ticket.Ticket
	for _, s := range []ticket.Survey{ticket.Good, ticket.Good, ticket.Bad, ticket.Asked, ticket.NotAsked} {
		x := made(0, -1, -1)
		x.Survey = s
		list = append(list, x)
	}
	got := ticket.Count(list, month())
	for code, want := range map[string]float64{"survey_response": 0.75, "satisfaction_top": 2. / 3} {
		m, err := metric.Find(metric.Library(), code)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := m.Evaluate(got, metric.Team); err != nil || v.Float() != want {
			t.Errorf("%s: %v (%v), want %v", code, v.Float(), err, want)
		}
	}
}

// 000-09: a customer who raises another ticket within two hours or seven days was not
// helped by the first; only tickets whose window has passed count, and one that says
// nobody is in neither figure.
func TestWhoRaisesAnotherTicketComesAgain(t *testing.T) {
	of := func(requester string, created float64) ticket.Ticket {
		x := made(created, -1, -1)
		x.Requester = requester
		return x
	}
	void := of("7", 11)
	void.Tags = []string{"closed_by_merge"}
	o := month()
	o.Now = march.Add(20 * 24 * time.Hour)
	list := []ticket.Ticket{
		of("9", 12), of("7", 0), of("7", 1.5), of("7", 7*24), // not in their order
		void, of("", 3), of("8", 13*24+1), of("8", 14*24),
	}
	got := ticket.Count(list, o)
	for name, want := range map[string]int64{"tickets_told_2h": 6, "tickets_repeated_2h": 1, "tickets_told_7d": 4, "tickets_repeated_7d": 2} {
		if n, there := got[name]; !there || n != want {
			t.Errorf("%s: %d (%t), want %d", name, n, there, want)
		}
	}
	if _, there := ticket.Count([]ticket.Ticket{of("", 0)}, o)["tickets_told_7d"]; there {
		t.Error("repeats are counted although no ticket says who asked")
	}
}

func TestTheMetricsOfTicketsFindTheirCounts(t *testing.T) {
	o := month()
	o.Now = march.Add(20 * 24 * time.Hour)
	one := made(0, 0, 1)
	one.Requester, one.Marked, one.Key = "7", true, true
	counts := ticket.Count([]ticket.Ticket{one}, o)
	for _, code := range []string{"ticket_response_30m", "ticket_closed_24h", "ticket_closed_48h", "complaint_called_back_3d", "ticket_reopened", "ticket_repeat_2h", "ticket_repeat_7d", "survey_response"} {
		m, err := metric.Find(metric.Library(), code)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Evaluate(counts, metric.Team); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
}

func TestWhatIsKeptNeverExceedsWhatHadItsTime(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var list []ticket.Ticket
		hours := rapid.Float64Range(-1, 120)
		for range rapid.IntRange(0, 20).Draw(rt, "tickets") {
			list = append(list, made(rapid.Float64Range(0, 120).Draw(rt, "created"), hours.Draw(rt, "answered"), hours.Draw(rt, "solved")))
		}
		got := ticket.Count(list, month())
		for kept, aged := range map[string]string{"tickets_answered_30m": "tickets_aged_30m", "tickets_closed_24h": "tickets_aged_24h", "tickets_closed_48h": "tickets_aged_48h", "tickets_reopened": "tickets_closed"} {
			if got[kept] > got[aged] || got[aged] > got["tickets_raised"] {
				rt.Errorf("%v", got)
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(exported(row("1", "solved", "2026-03-02 08:00", "2026-03-02 09:00")))
	f.Add("Id,Status,Created at,Solved at,Reopens\n1,open\n")
	f.Add("\ufeffId,Status,Created at,Solved at,Reopens\n,,,,\n\"")
	loc := shanghai(f)
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ticket.Read(strings.NewReader(text), loc)
		var faults exchange.Faults
		if err != nil && !errors.As(err, &faults) {
			t.Fatalf("%q: %v", text, err)
		}
		for _, x := range list {
			if x.ID == "" || x.Created.IsZero() || x.Reopens < 0 || (!x.Solved.IsZero() && x.Solved.Before(x.Created)) {
				t.Errorf("%q: %+v", text, x)
			}
		}
	})
}

func TestAPlainFileIsReadToo(t *testing.T) {
	loc := shanghai(t)
	got, err := ticket.Heard(strings.NewReader("\ufeffTime,id,TEXT,customer,handle_s,programme,else\r\n2026-03-02 08:00,7,\"twice, again\",c1,90,KESTREL,x\r\n"), loc)
	want := []ticket.Ticket{{
		Line: 2, ID: "7", Tags: []string{}, Created: time.Date(2026, 3, 2, 8, 0, 0, 0, loc), Text: "twice, again", Requester: "c1", Handle: 90, Programme: "KESTREL",
		Additional: map[string]string{"Programme [list]": "KESTREL", "Total time spent (sec) [int]": "90"},
	}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	var faults exchange.Faults
	if _, err := ticket.Heard(strings.NewReader("id,when\n1,2"), loc); !errors.As(err, &faults) || len(faults) != 2 {
		t.Errorf("without time and text: %v", err)
	}
	if _, err := ticket.Heard(strings.NewReader("id,time,text,handle_s\n1,2026-03-02 08:00,a,-5"), loc); !errors.As(err, &faults) || faults[0].Line != 2 {
		t.Errorf("negative work: %v", err)
	}
	if list, err := ticket.Heard(strings.NewReader(exported(row("11", "open", "2026-03-02 08:00", ""))), loc); err != nil || len(list) != 1 {
		t.Errorf("an export of Zendesk: %v, %v", list, err)
	}
}
