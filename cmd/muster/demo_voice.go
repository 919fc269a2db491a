package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// heardDemo gives the centre what its customers came with: a tree of reasons, weeks of
// tickets and orders, topics, and problems on their way.
type heardDemo struct {
	m       *wire.Services
	scope   auth.Scope
	today   grid.Date
	now     time.Time
	reasons map[string]int64
}

func hearDemo(ctx context.Context, m *wire.Services, centre demo.Centre, order demo.Order) error {
	d := &heardDemo{m: m, scope: auth.SystemScope(wire.MainTenant), today: centre.Today, now: order.Now.UTC(), reasons: map[string]int64{}}
	if order.Now.IsZero() {
		d.now = centre.Today.Start(time.UTC).Add(8 * time.Hour)
	}
	before := m.Voice.Now
	defer func() { m.Voice.Now = before }()
	m.Voice.Now = func() time.Time { return d.now }
	for _, step := range []func(context.Context, uint64) error{d.tree, d.terms, d.tickets, d.orders, d.problems, d.topics} {
		if err := step(ctx, order.Seed); err != nil {
			return fmt.Errorf("voice of the customers of the demonstration centre: %w", err)
		}
	}
	return nil
}

func (d *heardDemo) terms(ctx context.Context, _ uint64) error {
	owned := func(codes ...string) (ids []int64) {
		for _, code := range codes {
			ids = append(ids, d.reasons[code])
		}
		return ids
	}
	_, err := d.m.Voice.SetTerms(ctx, d.scope, vendors.VoiceTerms{
		Currency: "CNY", HourMinor: 5200, Clocks: vendors.UsualClocks(),
		Worth: &voice.Worth{
			ValueMinor: 36_000, Solved: voice.Span{Low: 0.04, Likely: 0.08, High: 0.12}, Unsolved: voice.Span{Low: 0.14, Likely: 0.2, High: 0.3},
			Source: "A guess to begin with: nobody has compared customers who left · 初步估计，尚未对比流失客户", Grade: "D",
		},
		Departments: []vendors.Department{
			{Name: "Payments · 支付", Head: "Gao Ming", Reasons: owned("BILL")}, {Name: "Logistics · 物流", Head: "Liu Yan", Reasons: owned("DELIVERY")},
			{Name: "Finance · 财务", Head: "Frances Hall", Reasons: owned("BILL-REFUND", "WISH-INVOICE")}, {Name: "Product · 产品", Head: "Priya Nair", Reasons: owned("APP")},
			{Name: "Service · 客服", Head: "Sun Lei", Reasons: owned("SERVICE")},
		},
	})
	return err
}

func (d *heardDemo) tree(ctx context.Context, _ uint64) error {
	for _, r := range demo.VoiceReasons {
		made, err := d.m.Voice.PutReason(ctx, d.scope, vendors.VoiceReason{
			ParentID: d.reasons[r.Under], Code: r.Code, Name: r.Name, NameZh: r.NameZh, Driver: voice.Driver(r.Driver), Words: r.Words,
		})
		if err != nil {
			return err
		}
		d.reasons[r.Code] = made.ID
	}
	return nil
}

// tickets go the way of a file that a person brings in.
func (d *heardDemo) tickets(ctx context.Context, seed uint64) error {
	var file strings.Builder
	out := csv.NewWriter(&file)
	rows := [][]string{{"id", "time", "text", "programme", "reason", "status", "solved", "customer", "handle_s", "satisfaction", "channel"}}
	for _, t := range demo.VoiceTickets(d.today, seed) {
		solved := ""
		if !t.Solved.IsZero() {
			solved = t.Solved.Format(time.RFC3339)
		}
		rows = append(rows, []string{t.ID, t.At.Format(time.RFC3339), t.Text, t.Programme, t.Reason, t.Status, solved, t.Customer, fmt.Sprint(t.HandleS), t.Satisfaction, "web"})
	}
	if err := out.WriteAll(rows); err != nil {
		return err
	}
	_, err := d.m.Voice.Take(ctx, d.scope, vendors.HeardOrder{}, strings.NewReader(file.String()))
	return err
}

func (d *heardDemo) orders(ctx context.Context, seed uint64) error {
	orders := demo.VoiceOrders(d.today, seed)
	var days []vendors.OrderDay
	for _, day := range slices.SortedFunc(maps.Keys(orders), grid.Date.Compare) {
		days = append(days, vendors.OrderDay{Day: day, Orders: int64(orders[day])})
	}
	_, err := d.m.Voice.PutOrders(ctx, d.scope, days)
	return err
}

// demoProblem is a problem with what was done, each so many days ago.
type demoProblem struct {
	reason, title, detail, department string
	severity                          vendors.Severity
	ago                               int
	moves                             []demoMove
}

type demoMove struct {
	ago  int
	step vendors.ProblemState
	text string
	on   int // of a measure: first day, days ago
}

var demoProblems = []demoProblem{
	{"BILL-TWICE", "Charged twice after a lost connection · 断网后重复扣费", "A retry of the app books the payment again.", "Payments · 支付", vendors.High, 66, []demoMove{
		{65, vendors.ProblemAccepted, "", 0}, {58, vendors.ProblemCause, "The app sends the same payment again without a key of its own.", 0},
		{36, vendors.ProblemMeasure, "Every payment carries a key; the second one is refused.", 35}, {5, vendors.ProblemChecked, "", 0},
	}},
	{"DELIVERY-LATE", "Parcels later than promised · 包裹晚于承诺", "The page promises two days, the carrier needs four.", "Logistics · 物流", vendors.Critical, 23, []demoMove{
		{22, vendors.ProblemAccepted, "", 0}, {15, vendors.ProblemCause, "The promise is made before the warehouse is chosen.", 0},
	}},
	{"BILL-REFUND", "Refunds take two weeks · 退款要两周", "", "Finance · 财务", vendors.High, 38, []demoMove{{34, vendors.ProblemAccepted, "", 0}, {30, "", "Bank asked for figures.", 0}}},
	{"APP-COUPON", "Coupon rules nobody understands · 优惠券规则看不懂", "", "Product · 产品", vendors.Normal, 80, []demoMove{
		{79, vendors.ProblemAccepted, "", 0}, {74, vendors.ProblemCause, "What a coupon excludes is said at checkout only.", 0},
		{57, vendors.ProblemMeasure, "The coupon names what it excludes.", 56}, {27, vendors.ProblemChecked, "", 0}, {26, vendors.ProblemClosed, "", 0},
	}},
	{"SERVICE-TOLD", "Guarantee: chat and phone say different things · 保修说法不一", "", "Service · 客服", vendors.Normal, 30, []demoMove{
		{29, vendors.ProblemAccepted, "", 0}, {20, vendors.ProblemCause, "Two articles for one rule.", 0}, {11, vendors.ProblemMeasure, "One article, read out by both.", 10},
	}},
	{"SERVICE-MAY", "Agents may not approve small compensation · 小额赔付无权批", "", "Service · 客服", vendors.High, 2, nil},
}

// problems are opened and worked on at their own times.
func (d *heardDemo) problems(ctx context.Context, _ uint64) error {
	clock := d.m.Voice.Now
	defer func() { d.m.Voice.Now = clock }()
	at := func(ago int) { d.m.Voice.Now = func() time.Time { return d.now.AddDate(0, 0, -ago) } }
	for _, spec := range demoProblems {
		at(spec.ago)
		p, err := d.m.Voice.OpenProblem(ctx, d.scope, vendors.VoiceProblem{
			ReasonID: d.reasons[spec.reason], ProblemFields: vendors.ProblemFields{Title: spec.title, Detail: spec.detail, Department: spec.department, Severity: spec.severity},
		})
		for _, m := range spec.moves {
			if err != nil {
				return err
			}
			at(m.ago)
			move := vendors.ProblemMove{Step: m.step, Text: m.text}
			if m.step == vendors.ProblemMeasure {
				move.On = d.today.AddDays(-m.on)
			}
			if m.step == vendors.ProblemClosed && !p.Effect.Helped {
				move.Text = "The coupon ends with the season."
			}
			p, err = d.m.Voice.Move(ctx, d.scope, p.ID, p.Version, move)
		}
		if err != nil {
			return err
		}
	}
	d.m.Voice.Now = clock
	_, err := d.m.Voice.Escalate(ctx, d.scope)
	return err
}

// topics are put together over the last two weeks, for everybody and for the vendor
// whose coordinator has an account.
func (d *heardDemo) topics(ctx context.Context, _ uint64) error {
	list, err := d.m.Programmes.List(ctx, d.scope, vendors.ProgrammeQuery{})
	if err != nil {
		return err
	}
	runs := []int64{0}
	for _, p := range list {
		if p.Code == "KESTREL-BILL" {
			runs = append(runs, p.ID)
		}
	}
	for _, programme := range runs {
		r, err := d.m.Voice.OrderRun(ctx, d.scope, vendors.VoiceRun{From: d.today.AddDays(-14), To: d.today.AddDays(-1), ProgrammeID: programme, Seed: 1})
		if err != nil {
			return err
		}
		if err := await(ctx, d.m, r.JobID); err != nil {
			return err
		}
	}
	return nil
}
