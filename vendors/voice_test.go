package vendors_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/store"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce"
)

// heard is a centre that listens: two programmes of two vendors, and a tree.
type heard struct {
	*centre
	voice           *vendors.Voice
	kestrel, lotus  vendors.Programme
	billing, double vendors.VoiceReason
}

func (h *heard) UserName(_ context.Context, _ auth.Scope, id int64) (string, error) {
	return fmt.Sprintf("user %d", id), nil
}

func (h *heard) Enqueue(context.Context, auth.Scope, jobs.Kind, any, ...jobs.EnqueueOption) (int64, error) {
	return 77, nil
}

func eachHeard(t *testing.T, test func(t *testing.T, h *heard)) {
	t.Helper()
	eachEngine(t, func(t *testing.T, c *centre) {
		h := &heard{centre: c}
		h.voice = vendors.NewVoice(store.NewVoice(c.db), c.Programmes, c.workforce.Sites, h, h, c.journal)
		h.voice.Now = func() time.Time { return c.now }
		h.kestrel, h.lotus = c.created(t, "KESTREL", contract.SimpleCall), c.created(t, "LOTUS", contract.SimpleCall)
		h.billing = h.reason(t, vendors.VoiceReason{Code: "BILL", Name: "Billing", NameZh: "账单", Driver: voice.Defect})
		h.double = h.reason(t, vendors.VoiceReason{Code: "BILL-2", Name: "Charged twice", ParentID: h.billing.ID, Driver: voice.Defect, Words: []string{"charged", "twice"}})
		test(t, h)
	})
}

func (h *heard) reason(t *testing.T, r vendors.VoiceReason) vendors.VoiceReason {
	t.Helper()
	return must(h.voice.PutReason(t.Context(), h.scope, r))(t)
}

func (h *heard) take(t *testing.T, o vendors.HeardOrder, lines ...string) vendors.Heard {
	t.Helper()
	return must(h.voice.Take(t.Context(), h.scope, o, strings.NewReader(strings.Join(lines, "\n"))))(t)
}

const plainHead = "id,time,text,programme,reason,status,solved,customer,handle_s,satisfaction"

// 002-10: a later export changes what became of a ticket and adds none twice; what
// names a person is not kept.
func TestTicketsAreTakenOnceAndWithoutWhoSentThem(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		first := h.take(t, vendors.HeardOrder{},
			plainHead,
			`T1,2026-02-20 10:00,"I was charged twice, write to ann@example.com",KESTREL-1,,open,,c1,300,`,
			`T2,2026-02-20 11:00,Nothing works,LOTUS-1,账单,solved,2026-02-20 12:00,c2,120,good`,
			`T3,2026-02-20 12:00,Hello,,,open,,c1,,`)
		if first.Added != 3 || first.Changed != 0 || first.Masked != 1 || first.Filed != 1 || first.Unfiled != 1 {
			t.Fatalf("first file: %+v", first)
		}
		again := h.take(t, vendors.HeardOrder{},
			plainHead,
			`T1,2026-02-20 10:00,"I was charged twice, write to ann@example.com",KESTREL-1,,solved,2026-02-21 10:00,c1,300,bad`,
			`T2,2026-02-20 11:00,Nothing works,LOTUS-1,账单,solved,2026-02-20 12:00,c2,120,good`)
		if again.Added != 0 || again.Changed != 1 || again.Unchanged != 1 {
			t.Fatalf("the same later: %+v, want one changed and one as it was", again)
		}
		list := must(h.voice.Contacts(t.Context(), h.scope, vendors.VoiceQuery{From: day("2026-02-01"), To: day("2026-03-01"), Reasons: []int64{h.billing.ID}}))(t)
		if len(list) != 2 {
			t.Fatalf("%d contacts of billing and under it, want 2", len(list))
		}
		one := list[1]
		if one.Code != "T1" || strings.Contains(one.Text, "@") || one.SolvedS == nil || *one.SolvedS != 86400 || one.Filed != vendors.ByWords || one.ReasonID != h.double.ID || one.Customer == "c1" {
			t.Errorf("got %+v", one)
		}
		own := must(h.voice.Contacts(t.Context(), h.coordinator(t, "LOTUS"), vendors.VoiceQuery{}))(t)
		if len(own) != 1 || own[0].Code != "T2" {
			t.Errorf("a coordinator meets %+v, want T2 alone", own)
		}
	})
}

// A file with a wrong row names each of them by its line, and nothing is kept.
func TestAWrongRowKeepsNothing(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		_, err := h.voice.Take(t.Context(), h.scope, vendors.HeardOrder{}, strings.NewReader(strings.Join([]string{
			plainHead, `T1,2026-02-20 10:00,fine,KESTREL-1,,open,,,,`, `T2,yesterday,bad time,,,open,,,,`,
		}, "\n")))
		var faults exchange.Faults
		if !errors.As(err, &faults) || faults[0].Line != 3 {
			t.Fatalf("got %v, want a fault in line 3", err)
		}
		_, err = h.voice.Take(t.Context(), h.scope, vendors.HeardOrder{NewReasons: true}, strings.NewReader(strings.Join([]string{
			plainHead, `T1,2026-02-20 10:00,fine,KESTREL-1,Brand new,open,,,,`, `T2,2026-02-20 10:00,late,NOBODY-9,,open,,,,`, `T3,2027-02-20 10:00,future,,,open,,,,`,
		}, "\n")))
		if !errors.As(err, &faults) || len(faults) != 2 || faults[0].Line != 3 || faults[1].Line != 4 {
			t.Fatalf("got %v, want faults in lines 3 and 4", err)
		}
		if list := must(h.voice.Contacts(t.Context(), h.scope, vendors.VoiceQuery{}))(t); len(list) != 0 {
			t.Errorf("%d contacts were kept", len(list))
		}
		if tree := must(h.voice.Reasons(t.Context(), h.scope))(t); len(tree) != 2 {
			t.Errorf("%d reasons, want the two from before: a refused file adds none", len(tree))
		}
		for name, file := range map[string]string{"nothing": "", "no columns": "a,b\n1,2"} {
			if _, err := h.voice.Take(t.Context(), h.scope, vendors.HeardOrder{}, strings.NewReader(file)); !errors.As(err, &faults) {
				t.Errorf("%s: got %v", name, err)
			}
		}
	})
}

func TestATreeOfReasonsHasNoCircle(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		var invalid *workforce.InvalidError
		for name, r := range map[string]vendors.VoiceReason{
			"under itself":        {ID: h.billing.ID, Version: 1, Code: "BILL", Name: "Billing", Driver: voice.Defect, ParentID: h.billing.ID},
			"under what is under": {ID: h.billing.ID, Version: 1, Code: "BILL", Name: "Billing", Driver: voice.Defect, ParentID: h.double.ID},
			"under nothing known": {Code: "X", Name: "X", Driver: voice.Defect, ParentID: 999},
			"without a driver":    {Code: "X", Name: "X"},
		} {
			if _, err := h.voice.PutReason(t.Context(), h.scope, r); !errors.As(err, &invalid) {
				t.Errorf("%s: got %v, want it refused", name, err)
			}
		}
	})
}

// spread writes n tickets of a text over the days before a day, one after another.
func spread(prefix, text, programme, reason string, from string, days, aDay int) []string {
	var lines []string
	for d := range days {
		for i := range aDay {
			lines = append(lines, fmt.Sprintf(`%s-%d-%d,%s %02d:00,%s,%s,%s,solved,%s 23:00,%s%d,600,good`,
				prefix, d, i, day(from).AddDays(d), 8+i%12, text, programme, reason, day(from).AddDays(d), prefix, i))
		}
	}
	return lines
}

// 002-10: reasons and the three goals against the weeks before; by orders where every
// day's are known.
func TestAReportSetsAPeriodAgainstTheWeeksBefore(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		lines := append([]string{plainHead}, spread("A", "charged twice again", "KESTREL-1", "", "2026-01-26", 28, 2)...)
		lines = append(lines, spread("B", "charged twice again", "KESTREL-1", "", "2026-02-23", 7, 6)...)
		lines = append(lines, spread("C", "how do I pay", "LOTUS-1", "BILL", "2026-02-23", 7, 1)...)
		h.take(t, vendors.HeardOrder{}, lines...)
		must(h.voice.SetTerms(t.Context(), h.scope, vendors.VoiceTerms{Currency: "CNY", HourMinor: 6000, Clocks: vendors.UsualClocks()}))(t)
		q := vendors.VoiceQuery{From: day("2026-02-23"), To: day("2026-03-01")}
		r := must(h.voice.Report(t.Context(), h.scope, q))(t)
		if r.Orders != 0 || len(r.Reasons) != 2 || r.Total.Contacts != 49 || r.Total.Change.Before != 56 {
			t.Fatalf("got %+v", r)
		}
		two := r.Reasons[1]
		if two.Depth != 1 || two.Contacts != 42 || two.Change.Ratio != 3 || two.Change.Surely != 1 || two.CostMinor != 42*1000 || two.HandleS != 42*600 || two.Repeats != 36 {
			t.Errorf("charged twice: %+v; want 42, three times as many by days, 42 times 10 minutes of 60 yuan, all but the first day's six again", two)
		}
		if r.Reasons[0].Contacts != 49 || len(r.Reasons[0].Programmes) != 2 || r.Reasons[0].Programmes[0].ProgrammeID != h.kestrel.ID {
			t.Errorf("billing with what is under it: %+v", r.Reasons[0])
		}
		if g := r.Goals[0]; g.Goal != voice.Prevent || g.Contacts != 49 || r.Goals[2].Rates[0].Now.Events != 49 {
			t.Errorf("goals: %+v", r.Goals)
		}
		var orders strings.Builder
		orders.WriteString("day,orders\n")
		for d := range 35 {
			n := 1000
			if d >= 28 {
				n = 3000
			}
			fmt.Fprintf(&orders, "%s,%d\n", day("2026-01-26").AddDays(d), n)
		}
		if _, changed, err := h.voice.TakeOrders(t.Context(), h.scope, strings.NewReader(orders.String())); err != nil || changed != 35 {
			t.Fatalf("orders: %d, %v", changed, err)
		}
		r = must(h.voice.Report(t.Context(), h.scope, q))(t)
		if two = r.Reasons[1]; r.Orders != 21000 || two.Per1000 != 2 || two.Change.Ratio != 1 || two.Change.Surely != 0 {
			t.Errorf("by orders: %+v of %d; want 2 for every 1,000, as before", two, r.Orders)
		}
		own := must(h.voice.Report(t.Context(), h.coordinator(t, "LOTUS"), q))(t)
		if own.Orders != 0 || own.Total.Contacts != 7 {
			t.Errorf("a coordinator sees %d orders and %d contacts, want none and his 7", own.Orders, own.Total.Contacts)
		}
	})
}

// Topics come out the same every time, can be named, joined and filed.
func TestTopicsAreFoundNamedJoinedAndFiled(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		lines := append([]string{plainHead}, spread("A", "the parcel never arrived", "KESTREL-1", "", "2026-02-23", 6, 3)...)
		lines = append(lines, spread("B", "app crashes when opening the wallet", "LOTUS-1", "", "2026-02-20", 6, 2)...)
		h.take(t, vendors.HeardOrder{}, lines...)
		found := func() ([]vendors.VoiceTopic, vendors.VoiceRun) {
			r := must(h.voice.OrderRun(t.Context(), h.scope, vendors.VoiceRun{From: day("2026-02-23"), To: day("2026-03-01"), Seed: 3}))(t)
			must(h.voice.Cluster(t.Context(), h.scope, r.ID))(t)
			kept, topics, err := h.voice.Run(t.Context(), h.scope, r.ID)
			if err != nil || !kept.Done || kept.JobID != 0 && kept.JobID != 77 {
				t.Fatalf("run %+v, %v", kept, err)
			}
			return topics, kept
		}
		topics, run := found()
		again, _ := found()
		if len(topics) != 2 || topics[0].Size != 18 || topics[1].Size != 6 || topics[1].Before != 6 || fmt.Sprint(topics[0].Terms) != fmt.Sprint(again[0].Terms) {
			t.Fatalf("topics %+v, then %+v", topics, again)
		}
		if len(topics[0].Examples) != 1 || topics[0].Examples[0].Text != "the parcel never arrived" {
			t.Errorf("examples %+v", topics[0].Examples)
		}
		if list := must(h.voice.Runs(t.Context(), h.coordinator(t, "LOTUS")))(t); len(list) != 0 {
			t.Errorf("a coordinator meets runs over everybody's contacts: %+v", list)
		}
		named := must(h.voice.NameTopic(t.Context(), h.scope, topics[0].ID, topics[0].Version, " Lost parcels "))(t)
		if named.Name != "Lost parcels" {
			t.Errorf("named %+v", named)
		}
		filed, n, err := h.voice.FileTopic(t.Context(), h.scope, topics[0].ID, vendors.TopicReason{New: vendors.VoiceReason{Code: "LOST", Name: "Lost", Driver: voice.Expectation}, Learn: true})
		if err != nil || n != 18 || filed.ReasonID == 0 {
			t.Fatalf("filed %d, %+v, %v", n, filed, err)
		}
		later := h.take(t, vendors.HeardOrder{}, plainHead, `Z,2026-03-01 10:00,where is it? the parcel has never arrived,,,open,,,,`)
		if later.Filed != 1 {
			t.Errorf("a later text: %+v, want it filed by the topic's words", later)
		}
		joined := must(h.voice.JoinTopics(t.Context(), h.scope, topics[0].ID, topics[1].ID))(t)
		if joined.Size != 24 || joined.Before != 6 || len(joined.Examples) != 2 {
			t.Errorf("joined %+v", joined)
		}
		if _, left, _ := h.voice.Run(t.Context(), h.scope, run.ID); len(left) != 1 {
			t.Errorf("%d topics are left, want 1", len(left))
		}
		var refused *vendors.RefusedError
		if _, err := h.voice.JoinTopics(t.Context(), h.scope, topics[0].ID, topics[1].ID); !errors.As(err, &refused) {
			t.Errorf("joined twice: %v", err)
		}
	})
}

// 003-21, 001-12, 001-04, 003-24: the clock runs against the department, and who is
// late is told to its head; 001-22, 002-14: a problem is
// closed only with an effect check, and a check that shows nothing wants a reason; 002-03:
// how long it took from the signal to what changed stays on the board.
func TestAProblemIsClosedOnlyWithAnEffect(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		ctx := t.Context()
		lines := append([]string{plainHead}, spread("A", "charged twice", "KESTREL-1", "BILL-2", "2026-02-09", 14, 4)...)
		lines = append(lines, spread("B", "charged twice", "KESTREL-1", "BILL-2", "2026-02-23", 7, 1)...)
		h.take(t, vendors.HeardOrder{}, lines...)
		now := h.now
		h.now = time.Date(2026, 2, 12, 9, 0, 0, 0, time.UTC)
		p := must(h.voice.OpenProblem(ctx, h.scope, vendors.VoiceProblem{
			ReasonID: h.billing.ID, ProblemFields: vendors.ProblemFields{Title: "Charged twice", Department: "Payments", Severity: vendors.High},
		}))(t)
		move := func(step vendors.ProblemState, text, on string) error {
			m := vendors.ProblemMove{Step: step, Text: text}
			if on != "" {
				m.On = day(on)
			}
			next, err := h.voice.Move(ctx, h.scope, p.ID, p.Version, m)
			if err == nil {
				p = next
			}
			return err
		}
		var refused *vendors.RefusedError
		if err := move(vendors.ProblemClosed, "done", ""); !errors.As(err, &refused) {
			t.Fatalf("closed at once: %v", err)
		}
		h.now = h.now.Add(25 * time.Hour)
		if told := must(h.voice.Escalate(ctx, h.scope))(t); told != 1 {
			t.Errorf("escalated %d, want 1: 24 hours to reply are over", told)
		}
		if told := must(h.voice.Escalate(ctx, h.scope))(t); told != 0 {
			t.Errorf("escalated %d once more", told)
		}
		board := must(h.voice.Board(ctx, h.scope, false))(t)
		if d := board.Departments[0]; d.Name != "Payments" || d.Late != 1 || d.Replies != 1 || d.Timed != 0 || board.Problems[0].Overdue != time.Hour || board.Problems[0].Escalated != 1 {
			t.Errorf("board %+v", board)
		}
		for _, m := range []struct {
			step     vendors.ProblemState
			text, on string
		}{{vendors.ProblemAccepted, "", ""}, {vendors.ProblemCause, "A retry books again", ""}, {"", "being built", ""}, {vendors.ProblemMeasure, "A key for every payment", "2026-02-23"}} {
			if err := move(m.step, m.text, m.on); err != nil {
				t.Fatalf("%s: %v", m.step, err)
			}
		}
		if err := move(vendors.ProblemChecked, "", ""); !errors.As(err, &refused) || refused.Cause != vendors.TooEarly {
			t.Errorf("checked before a week has passed: %v", err)
		}
		h.now = now
		if err := move(vendors.ProblemChecked, "", ""); err != nil {
			t.Fatal(err)
		}
		if e := p.Effect; e == nil || e.Days != 7 || e.Before != 28 || e.After != 7 || e.Ratio != 0.25 || e.High >= 1 || !e.Helped {
			t.Fatalf("effect %+v", p.Effect)
		}
		if err := move(vendors.ProblemClosed, "", ""); err != nil {
			t.Fatal(err)
		}
		steps := must(h.voice.Steps(ctx, h.scope, p.ID))(t)
		got := ""
		for _, s := range steps {
			got += s.Step + " "
		}
		if got != "opened escalated accepted cause remark measure checked closed " {
			t.Errorf("trail %q", got)
		}
		if b := must(h.voice.Board(ctx, h.scope, true))(t); len(b.Problems) != 1 || b.Problems[0].Days != now.Sub(p.OpenedAt).Hours()/24 {
			t.Errorf("from signal to change: %+v; want %v hours", b.Problems, now.Sub(p.OpenedAt).Hours())
		}
		if err := move("", "late word", ""); !errors.As(err, &refused) {
			t.Errorf("a closed problem takes a word: %v", err)
		}
		if b := must(h.voice.Board(ctx, h.coordinator(t, "KESTREL"), true))(t); len(b.Problems) != 0 {
			t.Errorf("a coordinator meets the owner's problems: %+v", b.Problems)
		}
	})
}

// 001-16: what is promised runs by the clock, through nights and weekends: "five working
// days" are no promise. A critical problem of a Friday evening is late in the night.
func TestAPromiseRunsThroughTheWeekend(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		ctx, friday := t.Context(), time.Date(2026, 2, 13, 22, 0, 0, 0, time.UTC)
		h.now = friday
		must(h.voice.OpenProblem(ctx, h.scope, vendors.VoiceProblem{
			ReasonID: h.billing.ID, ProblemFields: vendors.ProblemFields{Title: "Nobody can pay", Department: "Payments", Severity: vendors.Critical},
		}))(t)
		for _, look := range []struct {
			after time.Duration
			late  int
		}{{4 * time.Hour, 0}, {4*time.Hour + time.Minute, 1}} {
			h.now = friday.Add(look.after)
			if d := must(h.voice.Board(ctx, h.scope, false))(t).Departments[0]; d.Late != look.late {
				t.Errorf("%v after Friday 22:00 %d are late, want %d", look.after, d.Late, look.late)
			}
		}
	})
}

// 001-05: what went wrong is looked for in the data, the mix, the structure and the
// process before it is put down to people; chance is the last word.
func TestPeopleAreLookedAtAfterTheProcess(t *testing.T) {
	want := []vendors.AlarmCause{vendors.CauseData, vendors.CaseMixCause, vendors.CauseStructure, vendors.CauseProcess, vendors.CausePeople, vendors.CauseChance}
	if got := vendors.AlarmCauses(); !slices.Equal(got, want) {
		t.Errorf("causes are looked for as %v, want %v", got, want)
	}
}

// A measure that shows nothing is no reason to close without a word.
func TestAMeasureWithoutEffectWantsAReason(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		ctx := t.Context()
		h.take(t, vendors.HeardOrder{}, append([]string{plainHead}, spread("A", "charged twice", "KESTREL-1", "BILL-2", "2026-02-09", 20, 2)...)...)
		p := must(h.voice.OpenProblem(ctx, h.scope, vendors.VoiceProblem{
			ReasonID: h.double.ID, ProgrammeID: h.kestrel.ID, ProblemFields: vendors.ProblemFields{Title: "Charged twice", Department: "Payments", Severity: vendors.Normal},
		}))(t)
		for _, m := range []vendors.ProblemMove{{Step: "accepted"}, {Step: "cause", Text: "unknown"}, {Step: "measure", Text: "a notice", On: day("2026-02-16")}, {Step: "checked"}} {
			p = must(h.voice.Move(ctx, h.scope, p.ID, p.Version, m))(t)
		}
		if p.Effect.Helped {
			t.Fatalf("effect %+v", p.Effect)
		}
		var refused *vendors.RefusedError
		if _, err := h.voice.Move(ctx, h.scope, p.ID, p.Version, vendors.ProblemMove{Step: "closed"}); !errors.As(err, &refused) || refused.Cause != vendors.NoEffect {
			t.Errorf("closed without a word: %v", err)
		}
		must(h.voice.Move(ctx, h.scope, p.ID, p.Version, vendors.ProblemMove{Step: "closed", Text: "the product ends in May"}))(t)
		if own := must(h.voice.Board(ctx, h.coordinator(t, "KESTREL"), true))(t); len(own.Problems) != 1 {
			t.Errorf("a coordinator misses the problem of his own programme: %+v", own)
		}
		if _, err := h.voice.OpenProblem(ctx, h.coordinator(t, "KESTREL"), vendors.VoiceProblem{ReasonID: h.double.ID}); err == nil {
			t.Error("a coordinator opened a problem")
		}
	})
}
