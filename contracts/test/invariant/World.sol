// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {SettableFeed} from "../../local/SettableFeed.sol";
import {LendingPool} from "../../src/credit/LendingPool.sol";
import {ILendingPool} from "../../src/interfaces/ILendingPool.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {LoanBook} from "../../src/LoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId, LoanIds} from "../../src/types/LoanId.sol";
import {CollateralTerms, CreditorTerms, Listing} from "../../src/types/Terms.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {NoReturnToken} from "../tokens/NoReturnToken.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {Assertions} from "../utils/Assertions.sol";
import {FlashLiquidator} from "./FlashLiquidator.sol";
import {ListingSetup, Setup, Token} from "./Setup.sol";

/// @notice The contracts under test, who acts on them, and what the campaign decides itself:
///         prices, the clock, donations. Those are kept here, never asked back from the contracts.
abstract contract World is Assertions {
    uint256 internal constant LOANS = 12;
    uint256 internal constant RAY = 1e27;
    uint256 internal constant BPS = 1e4;
    /// @dev Bonus of an insolvent loan, where the largest bonus allows it.
    uint256 internal constant FLOOR_BPS = 50;
    uint256 internal constant MAX = type(uint256).max;
    /// @dev Receives whatever leaves the contracts; acts in nothing.
    address internal constant SINK = address(0xbeef);
    uint256 internal constant START = 1_760_000_000;
    uint256 internal constant CURE = 24 hours;
    uint256 internal constant RAMP = 1 hours;
    uint256 internal constant LAPSE = 12 hours;
    /// @dev How late the sequencer's feed may say what happened.
    uint256 internal constant FEED_DELAY = 30 minutes;

    /// @dev What an oracle is told to do; any but `Alive` is no price.
    enum Health {
        Alive,
        Reverting,
        Zero,
        Crossed
    }

    struct Quote {
        uint256 low;
        uint256 high;
        Health health;
    }

    LoanBook public book;
    LendingPool public pool;
    AccessManager internal manager;
    SettableFeed internal feed;
    Token internal loanToken;
    Token[] internal tokens;
    uint32 internal creditor;

    address[4] internal borrowers;
    uint256[4] internal keys;
    address[3] internal lenders;
    address[2] internal liquidators;
    address internal stranger;
    address internal curator;
    LoanId[LOANS] internal ids;

    uint256 public time;
    uint256 internal size;
    uint256 internal minDebt;
    uint256 internal callFee;
    ListingSetup[] internal listings;
    CollateralId[] internal listed;
    SettableOracle[] internal oracles;
    Quote[] internal quotes;
    uint256[] internal basePrices;
    bytes32[] internal termsHashes;
    mapping(CollateralId => uint256) internal positionOf;
    bool internal sequencerUp = true;
    uint256 internal sequencerSince;
    /// @dev The feed says since when its answer holds.
    bool internal sequencerKnown = true;
    /// @dev Sent to book and pool without being asked for.
    mapping(Token => mapping(address => uint256)) internal donated;

    constructor(Setup memory s) {
        time = START;
        vm.warp(time);
        (size, minDebt) = (s.size, s.size / 100);
        callFee = s.callFee ? minDebt / 100 : 0;
        loanToken = deployToken(s.loanDecimals, s.silentTokens);
        if (s.sequencer) {
            (feed, sequencerSince) = (new SettableFeed(0, 0), time - 30 days);
            feed.setAt(0, uint64(sequencerSince));
        }
        deploy();
        for (uint256 i = 0; i < s.tokenDecimals.length; i++) {
            tokens.push(deployToken(s.tokenDecimals[i], s.silentTokens));
        }
        for (uint256 i = 0; i < s.listings.length; i++) {
            addListing(s.listings[i], 10 ** s.tokenDecimals[s.listings[i].token]);
        }
        createActors();
    }

    function deploy() private {
        manager = new AccessManager(address(this));
        book = new LoanBook(address(feed));
        CreditorTerms memory terms = CreditorTerms({
            loanToken: address(loanToken),
            minDebt: minDebt,
            callFee: callFee,
            cureWindow: uint32(CURE),
            ramp: uint32(RAMP),
            lapse: uint32(LAPSE)
        });
        pool = new LendingPool(ILoanBook(address(book)), terms, address(manager), "Pool", "POOL");
        creditor = pool.creditorId();
        curator = actor("curator");
        bytes4[] memory powers = new bytes4[](6);
        powers[0] = ILendingPool.listCollateral.selector;
        powers[1] = ILendingPool.setLimits.selector;
        powers[2] = ILendingPool.lowerLimits.selector;
        powers[3] = ILendingPool.closeListing.selector;
        powers[4] = ILendingPool.setRates.selector;
        powers[5] = ILendingPool.setPremium.selector;
        manager.setTargetFunctionRole(address(pool), powers, 1);
        manager.grantRole(1, curator, 0);
    }

    function createActors() private {
        string[4] memory names = ["alice", "bob", "carol", "dave"];
        for (uint256 i = 0; i < 4; i++) {
            keys[i] = uint256(keccak256(bytes(names[i])));
            borrowers[i] = actor(names[i]);
            for (uint64 n = 0; n < 3; n++) {
                ids[3 * i + n] = LoanIds.make(borrowers[i], creditor, n);
            }
        }
        lenders = [actor("lender one"), actor("lender two"), actor("lender three")];
        liquidators[0] = actor("liquidator");
        liquidators[1] = address(new FlashLiquidator(book, loanToken));
        stranger = actor("stranger");
    }

    /// @dev Has no tokens; what an action needs is minted just before it.
    function actor(string memory name) private returns (address who) {
        who = vm.addr(uint256(keccak256(bytes(name))));
        vm.label(who, name);
        vm.startPrank(who);
        loanToken.approve(address(book), MAX);
        loanToken.approve(address(pool), MAX);
        for (uint256 i = 0; i < tokens.length; i++) {
            tokens[i].approve(address(book), MAX);
        }
        vm.stopPrank();
    }

    function deployToken(uint8 decimals, bool silent) private returns (Token) {
        if (silent) return Token(address(new NoReturnToken(decimals)));
        return Token(address(new PlainToken(decimals)));
    }

    /// @dev The price is loan units for one base unit, times 1e36.
    function addListing(ListingSetup memory setup, uint256 whole) internal {
        uint256 price = setup.value * 1e36 / whole;
        oracles.push(new SettableOracle(price, price));
        quotes.push(Quote(price, price, Health.Alive));
        basePrices.push(price);
        listings.push(setup);
        uint256 i = listings.length - 1;
        vm.prank(curator);
        CollateralId id = pool.listCollateral(termsOf(i), uint104(200 * size), uint104(50 * size));
        listed.push(id);
        positionOf[id] = i;
        termsHashes.push(hashOfTerms(i));
    }

    function termsOf(uint256 i) internal view returns (CollateralTerms memory) {
        ListingSetup memory setup = listings[i];
        return CollateralTerms({
            collateral: address(tokens[setup.token]),
            oracle: address(oracles[i]),
            ladder: setup.ladder,
            maxBonusBps: setup.maxBonusBps,
            floorBonusBps: setup.maxBonusBps < FLOOR_BPS ? setup.maxBonusBps : uint16(FLOOR_BPS),
            slopeBps: 10_000,
            riskClass: setup.riskClass
        });
    }

    function hashOfTerms(uint256 i) internal view returns (bytes32) {
        Listing memory terms = book.listing(creditor, listed[i]);
        return keccak256(abi.encode(terms));
    }

    function tokenOf(CollateralId id) internal view returns (Token) {
        return tokens[listings[positionOf[id]].token];
    }
}
