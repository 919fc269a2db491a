package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// VoiceReason is a reason of the centre's tree: under which other, what lies behind it,
// and by which words a text is known.
type VoiceReason struct {
	Code, Under, Name, NameZh, Driver string
	Words                             []string
}

// VoiceReasons is the centre's tree of why customers come.
var VoiceReasons = []VoiceReason{
	{Code: "BILL", Name: "Billing", NameZh: "账单", Driver: "defect"},
	{Code: "BILL-TWICE", Under: "BILL", Name: "Charged twice", NameZh: "重复扣费", Driver: "defect", Words: []string{"charged", "twice", "扣费", "两次"}},
	{Code: "BILL-READ", Under: "BILL", Name: "Bill not understood", NameZh: "看不懂账单", Driver: "design"},
	{Code: "BILL-REFUND", Under: "BILL", Name: "Refund is slow", NameZh: "退款慢", Driver: "process", Words: []string{"refund", "waiting", "退款", "到账"}},
	{Code: "DELIVERY", Name: "Delivery", NameZh: "配送", Driver: "expectation"},
	{Code: "DELIVERY-LATE", Under: "DELIVERY", Name: "Later than promised", NameZh: "晚于承诺", Driver: "expectation", Words: []string{"parcel", "late", "物流", "晚到"}},
	{Code: "DELIVERY-DAMAGE", Under: "DELIVERY", Name: "Damaged", NameZh: "破损", Driver: "defect"},
	{Code: "APP", Name: "App", NameZh: "应用", Driver: "design"},
	{Code: "APP-LOGIN", Under: "APP", Name: "Cannot sign in", NameZh: "无法登录", Driver: "defect"},
	{Code: "APP-COUPON", Under: "APP", Name: "Coupon cannot be used", NameZh: "优惠券不可用", Driver: "design", Words: []string{"coupon", "checkout", "优惠券", "结算"}},
	{Code: "SERVICE", Name: "Service", NameZh: "服务", Driver: "process"},
	{Code: "SERVICE-TOLD", Under: "SERVICE", Name: "Told different things", NameZh: "说法不一", Driver: "knowledge"},
	{Code: "SERVICE-MAY", Under: "SERVICE", Name: "Agent may not decide", NameZh: "客服无权处理", Driver: "authority"},
	{Code: "WISH", Name: "Plain wishes", NameZh: "普通需求", Driver: "need"},
	{Code: "WISH-INVOICE", Under: "WISH", Name: "Invoice", NameZh: "开发票", Driver: "need"},
}

// VoiceTicket is a ticket of the centre's customers.
type VoiceTicket struct {
	ID, Programme, Reason, Text, Customer string
	Status, Satisfaction                  string
	At, Solved                            time.Time
	HandleS                               int
}

// voiceTheme is what customers write: how often a week at each programme, by the
// weeks until today, and in which words. Reason "" is a theme nobody has filed yet.
type voiceTheme struct {
	reason  string
	weekly  float64
	course  func(weeksAgo int) float64
	minutes float64
	en, zh  []string
}

func steady(int) float64 { return 1 }

var voiceThemes = []voiceTheme{
	{"BILL-TWICE", 9, func(ago int) float64 { return map[bool]float64{true: 0.45, false: 1.2}[ago < 5] }, 9, []string{
		"I was charged twice for order A-{n}", "My card shows the same payment two times, charged twice on {day}", "Charged twice again, please take one back", "You charged me twice for one subscription",
	}, []string{"订单A-{n}被扣费两次", "{day}同一笔重复扣费两次，请退一笔", "又扣费两次，怎么回事", "会员被扣费两次"}},
	{"BILL-READ", 5, steady, 6, []string{"What is the service fee on my bill?", "I do not understand the bill of {day}", "The bill shows a line I cannot explain"}, []string{"账单里的服务费是什么", "看不懂{day}的账单明细", "账单多了一项费用看不明白"}},
	{"BILL-REFUND", 7, steady, 8, []string{"Refund for A-{n} still has not arrived, waiting two weeks", "Where is my refund? Waiting since {day}", "I am waiting for a refund and nobody answers, write to {mail}"}, []string{"A-{n}的退款还没到账", "退款{day}申请的一直没到账", "退款什么时候到账，电话{phone}"}},
	{"DELIVERY-LATE", 8, func(ago int) float64 { return 1 + 0.35*math.Max(0, float64(4-ago)) }, 7, []string{
		"The parcel is late, it was promised for {day}", "Parcel A-{n} is late again", "My parcel is two days late and tracking stands still", "Late parcel, nobody tells me when it comes",
	}, []string{"包裹晚到，说好{day}送", "物流一直不动，包裹晚到两天", "A-{n}物流又晚到", "物流太慢，晚到也没人说"}},
	{"DELIVERY-DAMAGE", 3, steady, 8, []string{"The box arrived broken and the lamp is damaged", "Screen damaged on arrival, order A-{n}"}, []string{"收到时外箱破损，灯也坏了", "屏幕破损，订单A-{n}"}},
	{"APP-LOGIN", 4, steady, 5, []string{"I cannot sign in, the code never comes", "Sign in fails since the update", "Password reset mail does not come to {mail}"}, []string{"登录不了，收不到验证码", "更新后无法登录", "重置密码的邮件收不到"}},
	{"APP-COUPON", 5, func(ago int) float64 { return map[bool]float64{true: 0.4, false: 1.1}[ago < 8] }, 5, []string{"The coupon does not work at checkout", "Coupon is valid but checkout refuses it", "Why can the coupon not be used at checkout for shoes?"}, []string{"优惠券结算时用不了", "优惠券没过期，结算却不能用", "为什么优惠券结算不能叠加"}},
	{"SERVICE-TOLD", 4, steady, 9, []string{"The chat told me something different from the phone", "Two agents gave two different answers about the guarantee"}, []string{"在线和电话说法不一样", "两个客服对保修的说法完全不同"}},
	{"SERVICE-MAY", 3, steady, 10, []string{"The agent was not allowed to decide and I had to call three times", "Nobody may approve the compensation"}, []string{"客服说没有权限处理，让我打了三次", "赔付没人能批"}},
	{"WISH-INVOICE", 6, steady, 3, []string{"Please send the invoice for A-{n}", "I need an invoice with our company name"}, []string{"请开A-{n}的发票", "需要公司抬头的发票"}},
	{"", 3, func(ago int) float64 { return math.Max(0.1, 2.6-0.6*float64(ago)) }, 11, []string{
		"The new door lock does not pair with the hub", "Pairing the lock fails at the last step", "Lock loses pairing with the hub every night", "Smart lock cannot be paired after the update",
	}, []string{"新门锁和网关配对失败", "门锁配对到最后一步就失败", "门锁每天晚上和网关断开配对", "升级后门锁无法配对"}},
	{"", 4, steady, 4, []string{"Thank you, that was quick", "Can I pick up in the shop?", "Opening hours on Sunday?"}, []string{"谢谢，很快就解决了", "可以到店自提吗", "周日几点营业"}},
}

// voicePlaces are the programmes that tickets are of, and whether customers write
// Chinese there.
var voicePlaces = []struct {
	programme string
	chinese   bool
	weight    float64
}{{"KESTREL-BILL", true, 0.9}, {"LOTUS-SALES", true, 0.8}, {"OWN-GZ", true, 0.9}, {"PENNINE-CARE", false, 0.8}, {"OWN-LDS", false, 0.7}}

// VoiceWeeks is how many weeks of tickets the centre remembers: twelve to look at and
// four before them.
const VoiceWeeks = 16

// VoiceTickets draws the tickets of the weeks until the day before today.
func VoiceTickets(today grid.Date, seed uint64) []VoiceTicket {
	rnd := rand.New(rand.NewPCG(seed, 68))
	var out []VoiceTicket
	for back := VoiceWeeks * 7; back >= 1; back-- {
		day := today.AddDays(-back)
		for _, place := range voicePlaces {
			for _, theme := range voiceThemes {
				mean := theme.weekly * theme.course((back-1)/7) * place.weight / 7
				for range poissonDraw(rnd, mean) {
					out = append(out, theme.ticket(rnd, len(out)+1, day, back, place.programme, place.chinese))
				}
			}
		}
	}
	return out
}

func (v voiceTheme) ticket(rnd *rand.Rand, number int, day grid.Date, back int, programme string, chinese bool) VoiceTicket {
	texts := v.en
	if chinese {
		texts = v.zh
	}
	at := day.Start(time.UTC).Add(time.Duration(1+rnd.IntN(11))*time.Hour + time.Duration(rnd.IntN(60))*time.Minute)
	t := VoiceTicket{
		ID: fmt.Sprintf("Z%06d", number), Programme: programme, At: at, Status: "solved", Customer: fmt.Sprintf("c%d", rnd.IntN(2600)),
		HandleS: int(60 * v.minutes * math.Exp(0.4*rnd.NormFloat64())), Text: filled(rnd, texts[rnd.IntN(len(texts))], day),
	}
	if v.reason != "" && rnd.Float64() < 0.6 {
		t.Reason = v.reason
	}
	hours := 6 * math.Exp(1.1*rnd.NormFloat64())
	if t.Solved = at.Add(time.Duration(hours * float64(time.Hour))); back <= 2 && hours > 10 {
		t.Status, t.Solved = "open", time.Time{}
		return t
	}
	if rnd.Float64() < 0.5 {
		t.Satisfaction = "offered"
		if rnd.Float64() < 0.45 {
			t.Satisfaction = map[bool]string{true: "good", false: "bad"}[rnd.Float64() < 0.82-0.01*hours/6]
		}
	}
	return t
}

// filled puts an order number, a day, an address or a number into a text.
func filled(rnd *rand.Rand, text string, day grid.Date) string {
	said := day.AddDays(-rnd.IntN(9))
	return strings.NewReplacer(
		"{n}", fmt.Sprint(1000+rnd.IntN(90000)), "{day}", fmt.Sprintf("%d/%d", said.Month, said.Day),
		"{mail}", "someone@example.com", "{phone}", fmt.Sprintf("1380013%04d", rnd.IntN(10000)),
	).Replace(text)
}

// poissonDraw is a Poisson count (Knuth), for small means.
func poissonDraw(rnd *rand.Rand, mean float64) int {
	n, p := 0, math.Exp(-mean)
	for left := rnd.Float64(); left > p; n++ {
		left *= rnd.Float64()
	}
	return n
}

// VoiceOrders draws the orders of the same days, more at weekends.
func VoiceOrders(today grid.Date, seed uint64) map[grid.Date]int {
	rnd := rand.New(rand.NewPCG(seed, 69))
	out := map[grid.Date]int{}
	for back := VoiceWeeks * 7; back >= 1; back-- {
		day, busy := today.AddDays(-back), 1.0
		if weekday := day.Weekday(); weekday == time.Saturday || weekday == time.Sunday {
			busy = 1.3
		}
		out[day] = int(2600 * busy * math.Exp(0.06*rnd.NormFloat64()))
	}
	return out
}
