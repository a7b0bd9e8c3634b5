// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {ILiquidationCallback} from "../../../src/interfaces/ILiquidationCallback.sol";
import {ILoanBook, ILoanBookErrors} from "../../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {PlainToken} from "../../tokens/PlainToken.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice The liquidator of docs/guides/liquidator.md: no capital of its own, one exchange.
contract FlashLiquidator is ILiquidationCallback {
    using SafeTransferLib for address;

    ILoanBook private immutable book;
    address private immutable owner;

    struct Order {
        address collateral;
        address loanToken;
        address exchange;
        bytes trade;
    }

    error NotOwner(address caller);
    error NotBook(address caller);
    error TradeFailed(bytes reason);
    error TooLittleProfit(uint256 profit, uint256 least);

    constructor(ILoanBook book_) {
        (book, owner) = (book_, msg.sender);
    }

    function run(LoanId id, uint256 minSeized, uint256 minProfit, Order calldata order)
        external
        returns (uint256 profit)
    {
        if (msg.sender != owner) revert NotOwner(msg.sender);
        book.liquidate(id, type(uint256).max, minSeized, address(this), abi.encode(order));
        profit = order.loanToken.balanceOf(address(this));
        if (profit < minProfit) revert TooLittleProfit(profit, minProfit);
        order.loanToken.safeTransfer(owner, profit);
    }

    function onLiquidate(LoanId, uint256 repaid, uint256 seized, bytes calldata data)
        external
        override
    {
        if (msg.sender != address(book)) revert NotBook(msg.sender);
        Order memory order = abi.decode(data, (Order));
        order.collateral.safeApprove(order.exchange, seized);
        (bool ok, bytes memory reason) = order.exchange.call(order.trade);
        if (!ok) revert TradeFailed(reason);
        order.loanToken.safeApprove(address(book), repaid);
    }
}

/// @notice Sells a BTC-like token of 8 decimals for dollars at a fixed price.
contract FixedPriceExchange {
    PlainToken private immutable btc;
    PlainToken private immutable usd;
    uint256 private immutable dollars;

    constructor(PlainToken btc_, PlainToken usd_, uint256 dollars_) {
        (btc, usd, dollars) = (btc_, usd_, dollars_);
    }

    function sell(uint256 sats) external {
        btc.transferFrom(msg.sender, address(this), sats);
        usd.mint(msg.sender, sats * dollars * 1e6 / 1e8);
    }
}

contract LiquidateExampleTest is BookTest {
    FlashLiquidator internal flash;
    FixedPriceExchange internal exchange;
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        flash = new FlashLiquidator(ILoanBook(address(book)));
        exchange = new FixedPriceExchange(btc, usd, 37_000);
        id = opened();
        setBtc(37_000);
    }

    function order(uint256 sats) internal view returns (FlashLiquidator.Order memory) {
        bytes memory trade = abi.encodeCall(FixedPriceExchange.sell, (sats));
        return FlashLiquidator.Order(address(btc), address(usd), address(exchange), trade);
    }

    /// @dev 0.52039312 BTC sold at 37,000 for 19,254.545440, less the 18,997.818182 repaid.
    function test_example_earnsTheBonusWithoutCapital() public {
        uint256 profit = flash.run(id, 52_039_312, 256_000_000, order(52_039_312));
        assertEq(profit, 256_727_258);
        assertEq(usd.balanceOf(address(this)), 256_727_258);
        assertEq(btc.balanceOf(address(flash)), 0);
    }

    function test_example_revertsWhen_TheProfitIsTooSmall() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                FlashLiquidator.TooLittleProfit.selector, 256_727_258, 256_727_259
            )
        );
        flash.run(id, 0, 256_727_259, order(52_039_312));
    }

    function test_example_revertsWhen_LessIsSeizedThanAsked() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.SeizedBelowMinimum.selector, 52_039_312, 52_039_313
            )
        );
        flash.run(id, 52_039_313, 0, order(52_039_312));
    }

    function test_example_revertsWhen_TheTradeFails() public {
        vm.expectPartialRevert(FlashLiquidator.TradeFailed.selector);
        flash.run(id, 0, 0, order(52_039_313));
    }

    function test_example_servesItsOwnerOnly() public {
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(FlashLiquidator.NotOwner.selector, bob));
        flash.run(id, 0, 0, order(52_039_312));
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(FlashLiquidator.NotBook.selector, bob));
        flash.onLiquidate(id, 0, 0, abi.encode(order(0)));
    }
}
