//! Codes of countries, languages and currencies, as the checker knows them.

/// Whether a text names a country: a code or a name of ISO 3166-1 in any case, or no country in particular.
pub(super) fn is_country(text: &str) -> bool {
    // Two or three codes, then the names.
    const COUNTRIES: &str = include_str!("countries.txt");
    let wanted = text.to_lowercase();
    let mut names = COUNTRIES.lines().flat_map(|line| line.split(';'));
    text == "Worldwide" || names.any(|name| name.to_lowercase() == wanted)
}

/// Whether a text is a two-letter language code of ISO 639-1.
pub(super) fn is_language(text: &str) -> bool {
    has(LANGUAGES, text)
}

/// Whether a text is a three-letter currency code of ISO 4217.
pub(super) fn is_currency(text: &str) -> bool {
    has(CURRENCIES, text)
}

fn has(codes: &str, text: &str) -> bool {
    codes.split(' ').any(|code| code.eq_ignore_ascii_case(text))
}

const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en \
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja \
    jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb \
    nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so \
    sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

const CURRENCIES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF \
    CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD \
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD \
    TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD \
    XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_known_in_any_case() {
        for country in
            ["Poland", "PL", "pol", "616", "Republic of Poland", "CÔTE D'IVOIRE", "Worldwide"]
        {
            assert!(is_country(country), "{country}");
        }
        for country in ["", "Polska", "Poland;", "XX"] {
            assert!(!is_country(country), "{country}");
        }
        assert!(
            is_language("pl") && !is_language("pol") && !is_language("") && !is_language("aa ab")
        );
        assert!(is_currency("PLN") && !is_currency("zł") && !is_currency("PL"));
    }
}
