package attendance

import (
	"strings"
	"unicode"

	"github.com/muster-wfm/muster/scheduling/adherence"
)

// Words say which activity a switch's words for states mean, see [plain].
type Words map[string]adherence.Activity

// known are the words that need no explaining, of the switches and of those who export
// from them by hand.
var known = wordsOf(map[adherence.Activity]string{
	adherence.Work: `work, working, available, ready, idle, on queue, in queue, on call, talking, talk, incall, in call, busy, interacting, communicating,
		not responding, hold, on hold, ringing, reserved, wrap up, wrap, acw, after call work, after call, after contact work, occupied, productive, chat, chatting, e-mail, outbound, serving,
		工作, 上班, 在线, 空闲, 就绪, 示闲, 通话, 通话中, 振铃, 保持, 话后, 话后处理, 事后处理, 整理, 后处理, 忙碌, 在席, 签入, 会话中, 服务中, 外呼`,
	adherence.Pause: `pause, break, short break, tea break, coffee, lunch, meal, dinner, rest, toilet, restroom, personal,
		休息, 小休, 午休, 午餐, 晚餐, 用餐, 就餐, 吃饭, 洗手间, 茶歇`,
	adherence.Away: `away, meeting, training, coaching, huddle, one to one, team meeting, off queue, project, back office, admin,
		会议, 开会, 培训, 辅导, 面谈, 班会, 项目, 后台, 内务, 离席`,
	adherence.Off: `off, offline, logged off, logged out, log out, logout, signed out, unavailable, not logged in, absent, sick,
		离线, 签出, 下班, 未登录, 登出, 缺勤, 病假, 请假`,
})

func wordsOf(lists map[adherence.Activity]string) Words {
	words := Words{}
	for activity, list := range lists {
		for word := range strings.SplitSeq(list, ",") {
			words[plain(word)] = activity
		}
	}
	return words
}

// meaning is what a word means: what the centre says of it goes before what everybody
// knows.
func (w Words) meaning(word string) (adherence.Activity, bool) {
	if activity, told := w[plain(word)]; told {
		return activity, true
	}
	activity, common := known[plain(word)]
	return activity, common
}

// plain is a text as it is compared: in lower case, without blanks and signs.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}
