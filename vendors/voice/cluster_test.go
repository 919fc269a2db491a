package voice_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/voice"
)

// themes are ten things that customers write about, each in phrases that are put
// together anew for every text.
type theme struct{ openings, cores, endings []string }

var english = []theme{
	{[]string{"hi, ", "hello ", "", "please help: "}, []string{"I was charged twice for my order", "you charged my card two times for one order", "double charge on my credit card", "my card was charged twice this month"}, []string{"", ", refund one", " and I am angry", " #8812"}},
	{[]string{"", "hello, ", "again: "}, []string{"my parcel has not arrived", "where is my parcel, delivery is late", "the parcel delivery is a week late", "parcel still not delivered"}, []string{"", ", order 77123", ". tracking shows nothing"}},
	{[]string{"", "hi ", "sorry but "}, []string{"I cannot log in, password reset mail never comes", "password reset does not work", "login fails after password reset", "reset my password please, login blocked"}, []string{"", " since monday", "!!"}},
	{[]string{"", "hello "}, []string{"I want to return these shoes", "how do I return shoes that do not fit", "shoes do not fit, return label missing", "return label for the shoes"}, []string{"", ", size 42", " thanks"}},
	{[]string{"", "hi "}, []string{"the coupon code is rejected at checkout", "coupon not accepted at checkout", "checkout says coupon code invalid", "my coupon code expired at checkout"}, []string{"", " SAVE20", " why"}},
	{[]string{"", "urgent: "}, []string{"internet connection drops every evening", "my internet is down, connection lost", "broadband connection drops all the time", "internet connection very slow and drops"}, []string{"", " since 3 days", " again"}},
	{[]string{"", "hello "}, []string{"please change my delivery address", "I moved, change the address of my account", "wrong address on account, change it", "how to change address"}, []string{"", " to 5 Elm St", " thanks"}},
	{[]string{"", "hi, "}, []string{"cancel my subscription", "I want to cancel the subscription renewal", "subscription renewed although I cancelled", "cannot cancel subscription in the app"}, []string{"", " now", " please"}},
	{[]string{"", "hello "}, []string{"need an invoice with tax number", "invoice is missing the tax number", "send me a tax invoice", "invoice tax number wrong"}, []string{"", " for april", " asap"}},
	{[]string{"", "hi "}, []string{"the agent was rude and hung up", "rude agent, hung up on me", "your agent hung up, very rude service", "complaint about a rude agent"}, []string{"", " at 14:30", "."}},
}

var chinese = []theme{
	{[]string{"你好,", "", "请问"}, []string{"我的订单重复扣款了", "信用卡被重复扣款两次", "一个订单重复扣款", "银行卡重复扣款怎么处理"}, []string{"", ",请退款", "!"}},
	{[]string{"", "您好,"}, []string{"快递还没有到", "包裹快递迟迟未送达", "快递物流一直不更新", "快递包裹三天未送达"}, []string{"", ",单号8823", "啊"}},
	{[]string{"", "请问"}, []string{"登录密码重置收不到短信", "密码重置不成功", "忘记登录密码,重置失败", "登录密码无法重置"}, []string{"", "怎么办", "了"}},
	{[]string{"", "你好,"}, []string{"鞋子尺码不合适要退货", "退货运费谁承担,鞋子不合适", "申请退货鞋子尺码", "鞋子退货地址"}, []string{"", ",42码", "?"}},
	{[]string{"", "请问"}, []string{"优惠券无法使用", "优惠券结算时不能抵扣", "领取的优惠券过期无法使用", "结算优惠券不显示"}, []string{"", "了", "!!"}},
	{[]string{"", "您好"}, []string{"宽带网络经常掉线", "家里宽带断网掉线", "宽带网速慢还掉线", "宽带网络断网一整天"}, []string{"", ",已报修", "啊"}},
	{[]string{"", "你好,"}, []string{"修改收货地址", "收货地址填错需要修改", "订单收货地址修改", "帮忙修改收货地址"}, []string{"", "谢谢", "!"}},
	{[]string{"", "请问"}, []string{"取消自动续费会员", "会员自动续费如何取消", "会员自动续费被扣费取消", "关闭会员自动续费"}, []string{"", "谢谢", "?"}},
	{[]string{"", "您好,"}, []string{"发票抬头税号错误", "开具发票税号", "发票税号填写错误重开", "补开发票抬头税号"}, []string{"", ",急", "。"}},
	{[]string{"", "投诉:"}, []string{"客服态度恶劣挂断电话", "客服人员态度恶劣", "投诉客服挂断电话态度差", "客服态度差还挂断电话"}, []string{"", "!", "。"}},
}

// spoken draws texts: theme k comes 20 − k times as often as a hundredth, so that
// the order of the ten is known.
func spoken(themes []theme, n int, chance *rand.Rand) (texts []string, truth []int) {
	var deck []int
	for k := range themes {
		for range 20 - k {
			deck = append(deck, k)
		}
	}
	pick := func(list []string) string { return list[chance.IntN(len(list))] }
	for range n {
		k := deck[chance.IntN(len(deck))]
		texts = append(texts, pick(themes[k].openings)+pick(themes[k].cores)+pick(themes[k].endings))
		truth = append(truth, k)
	}
	return texts, truth
}

func TestTheTenLargestTopicsAreFound(t *testing.T) { // 003-05
	for language, themes := range map[string][]theme{"English": english, "Chinese": chinese, "both": append(append([]theme{}, english...), chinese...)} {
		texts, truth := spoken(themes[:10], 2000, rand.New(rand.NewPCG(5, 9)))
		if language == "both" {
			texts, truth = spoken(themes, 4000, rand.New(rand.NewPCG(5, 9)))
		}
		topics := voice.Cluster(texts, voice.Settings{})
		found, right, covered := map[int]bool{}, 0, 0
		for _, topic := range topics[:min(len(topics), 10)] {
			count := map[int]int{}
			for _, m := range topic.Members {
				count[truth[m]]++
			}
			best := 0
			for k, n := range count {
				if n > count[best] {
					best = k
				}
			}
			found[best] = true
			right, covered = right+count[best], covered+topic.Size
			if truth[topic.Example] != best {
				t.Errorf("%s: %q stands for theme %d", language, texts[topic.Example], best)
			}
		}
		purity, cover := float64(right)/float64(covered), float64(covered)/float64(len(texts))
		if len(found) != 10 || purity < 0.95 || (language != "both" && cover < 0.9) {
			t.Errorf("%s: the ten largest topics are %d themes, purity %.3f, covering %.3f", language, len(found), purity, cover)
			for _, topic := range topics[:min(len(topics), 14)] {
				t.Logf("%5d %s: %s", topic.Size, strings.Join(topic.Terms, " "), texts[topic.Example])
			}
		}
	}
}

func TestTopicsAreNamedByWhatSetsThemApart(t *testing.T) {
	texts := []string{"退款一直没到账", "退款怎么还没到账", "refund missing", "refund is missing", "refunds missing!", "", "的了吗", "12345"}
	topics := voice.Cluster(texts, voice.Settings{})
	if len(topics) != 2 || topics[0].Size != 3 || !cmp.Equal(topics[0].Terms, []string{"miss", "refund"}) {
		t.Errorf("got %+v, want three about a missing refund and two in Chinese; what has no words left out", topics)
	}
	if none := voice.Cluster(nil, voice.Settings{}); len(none) != 0 {
		t.Errorf("no texts: %v", none)
	}
}

func TestTheSameTextsGiveTheSameTopics(t *testing.T) {
	texts, _ := spoken(append(append([]theme{}, english...), chinese...), 600, rand.New(rand.NewPCG(1, 1)))
	one := voice.Cluster(texts, voice.Settings{})
	for range 5 {
		if diff := cmp.Diff(one, voice.Cluster(texts, voice.Settings{})); diff != "" {
			t.Fatalf("another run: %s", diff)
		}
	}
}

func TestEveryTextIsInOneTopicAtMost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		texts := rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"退款到账", "late parcel", "parcel late 退款"})), 0, 20).Draw(rt, "texts")
		seen := map[int]bool{}
		for _, topic := range voice.Cluster(texts, voice.Settings{}) {
			if topic.Size != len(topic.Members) || topic.Size == 0 || len(topic.Terms) == 0 {
				rt.Errorf("%q: %+v", texts, topic)
			}
			for _, m := range topic.Members {
				if seen[m] {
					rt.Errorf("%q: text %d is in two topics", texts, m)
				}
				seen[m] = true
			}
		}
	})
}

func BenchmarkCluster20000(b *testing.B) {
	texts, _ := spoken(append(append([]theme{}, english...), chinese...), 20_000, rand.New(rand.NewPCG(1, 1)))
	for i := range texts { // few are the same to the letter
		texts[i] += fmt.Sprintf(" %s", strings.Repeat(string(rune('a'+i%26)), 2+i%5))
	}
	start := processorTime(b)
	for b.Loop() {
		voice.Cluster(texts, voice.Settings{})
	}
	b.ReportMetric((processorTime(b)-start)/float64(b.N), "cpu-s/20000-texts")
}

func processorTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}
