package history

import "slices"

// names is shorthand for the columns below.
func names(all ...string) []string { return all }

// needs of nearly every format: when, where, how many.
var (
	needStart   = []Field{IntervalStart, IntervalStartUTC, DateOnly, IntervalEnd}
	needQueue   = []Field{Queue}
	needOffered = []Field{Field("offered"), Field("handled"), Field("answered")}
)

// field turns a figure into the field of its column.
func field(f Figure) Field { return Field(f.String()) }

// formats is the registry, in order of preference. Sources: the products'
// documentation and importers in public use.
var formats = []Format{
	{
		Code: "canonical", Name: "Muster interval rows", Needs: [][]Field{needStart, needOffered},
		Columns: canonicalColumns(),
	},
	{
		// Amazon Connect, Admin guide, "Import data for forecasting".
		Code: "amazon_connect_forecast", Name: "Amazon Connect forecast import", Attribution: Arrival,
		Needs: [][]Field{needStart, needQueue, {field(Offered)}, {IntervalMinutes}},
		Columns: []Column{
			{Queue, names("queuename")}, {Channel, names("channeltype")}, {IntervalStart, names("timestamp")},
			{IntervalMinutes, names("intervalduration")}, {field(Offered), names("incomingcontactvolume")},
			{AvgHandleS, names("averagehandletime")}, {field(Handled), names("contactshandled")},
		},
	},
	{
		// Amazon Connect historical metrics report; "Contacts handled" counts outbound too.
		Code: "amazon_connect_metrics", Name: "Amazon Connect historical metrics",
		Needs: [][]Field{{IntervalStart}, needQueue, {field(Offered)}},
		Columns: []Column{
			{Queue, names("queue")}, {IntervalStart, names("startinterval")}, {IntervalEnd, names("endinterval")},
			{field(Offered), names("contacts queued", "contacts_queued")},
			{field(Handled), names("contacts handled incoming", "contacts handled", "contacts_handled")},
			{field(Abandoned), names("contacts abandoned", "contacts_abandoned")},
			{field(AnsweredWithin), names("contacts answered in # seconds", "contacts answered # seconds")},
			{field(AbandonedWithin), names("contacts abandoned in # seconds", "contacts abandoned # seconds")},
			{field(Callbacks), names("callback contacts")}, {AvgHandleS, names("average handle time")},
			{AvgWaitAnsweredS, names("average queue answer time")}, {Channel, names("channel")},
		},
	},
	{
		// Genesys Cloud, "Import historical data": always UTC; skill sets of one queue add up.
		Code: "genesys_cloud_import", Name: "Genesys Cloud historical import", Zone: "UTC", Attribution: Mixed,
		Needs: [][]Field{{IntervalStartUTC}, needQueue, {field(Offered)}},
		Columns: []Column{
			{IntervalStartUTC, names("interval start utc date")}, {Queue, names("queue")}, {Channel, names("media type")},
			{PartKey, names("skill set")}, {PartKey, names("language")}, {field(Offered), names("offered")},
			{field(Handled), names("interactions handled")},
			{field(HandleS), names("total handle time (seconds)", "total handle time")},
		},
	},
	{
		// Genesys Cloud performance views; durations are milliseconds.
		Code: "genesys_cloud_performance", Name: "Genesys Cloud performance view", Attribution: Mixed, Unit: Milliseconds,
		Needs: [][]Field{{IntervalStart}, {IntervalEnd}, {field(Offered)}},
		Columns: []Column{
			{IntervalStart, names("interval start")}, {IntervalEnd, names("interval end")}, {Complete, names("interval complete")},
			{Channel, names("media type")}, {Queue, names("queue name", "queue")}, {field(Offered), names("offered", "offer")},
			{field(Answered), names("answered", "answer")}, {field(Abandoned), names("abandoned", "abandon")},
			{field(FlowOut), names("flow-out", "flow out")}, {field(Handled), names("handle", "handled")},
			{field(HandleS), names("total handle")}, {field(TalkS), names("total talk")}, {field(HoldS), names("total hold")},
			{field(ACWS), names("total acw")},
		},
	},
	{
		// Avaya CMS database items, hsplit: SERVICELEVEL is the threshold, ACCEPTABLE the calls within it.
		Code: "avaya_cms_hsplit", Name: "Avaya CMS split/skill intervals (hsplit)", Attribution: WhenCallEnds,
		Needs: [][]Field{{DateOnly}, {TimeOnly}, needQueue, {field(Offered)}}, Columns: avayaColumns(true),
	},
	{
		Code: "avaya_cms_dsplit", Name: "Avaya CMS split/skill days (dsplit)", Attribution: WhenCallEnds, Daily: true,
		Needs: [][]Field{{DateOnly}, needQueue, {field(Offered)}}, Columns: avayaColumns(false),
	},
	{
		// Five9 ACD report; durations are HH:MM:SS.
		Code: "five9_acd", Name: "Five9 ACD report", Needs: [][]Field{{DateOnly}, {TimeOnly}, needQueue, {field(Offered)}},
		Columns: []Column{
			{Queue, names("skill")}, {DateOnly, names("date")}, {TimeOnly, names("time", "half hour", "quarter hour", "hour")},
			{field(Offered), names("calls count", "calls")}, {field(AnsweredWithin), names("service level count")},
			{field(Abandoned), names("abandoned count", "abandoned")}, {AvgWaitAnsweredS, names("speed of answer")},
			{field(Handled), names("handled count", "handled")}, {AvgHandleS, names("handle time")},
		},
	},
	{
		// Calabrio forecast export: averages per task; see formats §4.5.
		Code: "calabrio_forecast", Name: "Calabrio forecast export", Headerless: true,
		Needs: [][]Field{needStart, needQueue, {field(Offered)}},
		Columns: []Column{
			{Queue, names("column 1")}, {IntervalStart, names("column 2")}, {IntervalEnd, names("column 3")},
			{field(Offered), names("column 4")}, {AvgTalkS, names("column 5")}, {AvgACWS, names("column 6")},
		},
	},
	{
		Code: Generic, Name: "Columns named by hand", guess: true,
		Needs: [][]Field{needStart, needQueue, needOffered}, Columns: synonyms(),
	},
}

// Generic is the code of the format for files that no product's header fits.
const Generic = "generic"

func canonicalColumns() []Column {
	columns := []Column{
		{IntervalStartUTC, names("interval_start_utc")}, {IntervalStart, names("interval_start", "start")},
		{IntervalEnd, names("interval_end")}, {IntervalSeconds, names("interval_s")}, {IntervalMinutes, names("interval_min")},
		{Queue, names("queue_ext_id", "queue")}, {Channel, names("channel")}, {AttributionField, names("attribution")},
	}
	for f := range figureCount {
		columns = append(columns, Column{field(f), names(f.String())})
	}
	for _, a := range averageFields {
		columns = append(columns, Column{a.Code, names(string(a.Code))})
	}
	return columns
}

func avayaColumns(intervals bool) []Column {
	columns := []Column{{DateOnly, names("row_date")}}
	if intervals {
		columns = append(columns, Column{TimeOnly, names("starttime")}, Column{IntervalMinutes, names("intrvl")})
	}
	return append(columns,
		Column{Queue, names("split")}, Column{field(Offered), names("callsoffered")}, Column{field(Handled), names("acdcalls")},
		Column{field(Abandoned), names("abncalls")}, Column{field(AnsweredWithin), names("acceptable")},
		Column{field(ThresholdS), names("servicelevel")}, Column{field(WaitAnsweredS), names("anstime")},
		Column{field(WaitAbandonedS), names("abntime")}, Column{field(TalkS), names("acdtime")},
		Column{field(HoldS), names("holdtime")}, Column{field(ACWS), names("acwtime")},
		Column{field(StaffedS), names("i_stafftime")}, Column{field(AvailableS), names("i_availtime")},
		Column{field(AuxS), names("i_auxtime")}, Column{field(AbandonedWithin), names("slvlabns")},
		Column{field(FlowOut), names("outflowcalls")})
}

// synonyms are the names people give to columns of home-made exports, beside
// the canonical ones.
func synonyms() []Column {
	columns := canonicalColumns()
	for _, more := range homemade {
		at := slices.IndexFunc(columns, func(c Column) bool { return c.Field == more.Field })
		if at < 0 {
			columns = append(columns, more)
			continue
		}
		columns[at].Names = slices.Concat(columns[at].Names, more.Names)
	}
	return columns
}

var homemade = []Column{
	{IntervalStart, names("datetime", "timestamp", "date_time", "date time", "interval start", "start time", "start_time", "interval", "ds", "开始时间", "时间")},
	{IntervalStartUTC, names("utc", "start_utc", "datetime_utc")},
	{DateOnly, names("date", "day", "日期")},
	{TimeOnly, names("time", "time of day", "starttime")},
	{IntervalMinutes, names("interval_minutes", "interval minutes", "minutes", "interval length")},
	{Queue, names("queue", "queue name", "queue_name", "skill", "skill name", "split", "service", "series", "队列", "技能组")},
	{Channel, names("channel", "media", "media type")},
	{field(Offered), names("calls", "contacts", "volume", "calls offered", "contacts offered", "arrivals", "count", "value", "呼入量", "话务量")},
	{field(Answered), names("calls answered", "接听量")},
	{field(Handled), names("calls handled", "contacts handled")},
	{field(Abandoned), names("calls abandoned", "abandons", "放弃量")},
	{field(AnsweredWithin), names("answered in # seconds", "answered within # seconds", "answered within # s", "answered_within_#")},
	{field(HandleS), names("handle_seconds", "total handle time", "handle time total")},
	{field(TalkS), names("talk_seconds", "talk time")},
	{field(HoldS), names("hold_seconds", "hold time")},
	{field(ACWS), names("acw_seconds", "acw time")},
	{AvgHandleS, names("aht", "aht_s", "average handle time", "avg handle", "avg handle time", "平均处理时长")},
	{AvgWaitAnsweredS, names("asa", "asa_s", "average speed of answer")},
}
